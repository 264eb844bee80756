package io.drover.system;

import io.drover.embedded.EmbeddedServers;
import io.drover.embedded.RunningServers;
import io.drover.embedded.S3Server;
import io.drover.embedded.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An installation of which every part can be made to go wrong: each service, the broker and PostgreSQL in processes of their
 * own, networks between them that can be cut, failpoints in the services.
 */
final class Rig implements AutoCloseable {

    /** How long a loader owns its batch without a sign of life. */
    static final Duration LEASE = Duration.ofSeconds(4);

    private final Kind kind;
    private final Broker broker;
    private final RunningServers servers;
    private final Proxy database;
    private final Proxy bucket;
    private final Traps traps;
    private final Installation installation;

    /** What an installation is made of. Tests that can do with the same kind share one. */
    enum Kind {
        /** Each service in a process of its own, staging in a directory. */
        SIX_PROCESSES,
        /** One process with the tests' plug-in, staging in a directory. */
        PLUGGED,
        /** One process, staging on a disk of a few megabytes. */
        SMALL_DISK,
        /** One process, staging in S3, behind a network that can be cut. */
        BUCKET
    }

    private Rig(Kind kind) throws IOException {
        this.kind = kind;
        Path directory = Installation.fresh("faults-" + kind.name().toLowerCase(Locale.ROOT) + "-" + Installation.FORK);
        traps = new Traps(directory.resolve("traps"));
        broker = new Broker(directory.resolve("broker"));
        // Durable: without, PostgreSQL may forget what it had committed when it is killed, which it never does in
        // earnest.
        ServerOptions options = ServerOptions.in(directory.resolve("servers")).withoutKafka();
        servers = EmbeddedServers.start(kind == Kind.BUCKET ? options.withS3(0) : options);
        bucket = new Proxy(kind == Kind.BUCKET ? servers.s3().endpoint().getPort() : 0);
        database = new Proxy(servers.postgresPort());
        broker.awaitReady();
        Map<String, String> settings = new HashMap<>(broker.environment());
        settings.putAll(Map.of(
                "DROVER_DATABASE_PORT", String.valueOf(database.port()),
                "DROVER_FAILPOINTS", traps.directory().toString(),
                "DROVER_CLAIM_LEASE", LEASE.toString()));
        switch (kind) {
            case SIX_PROCESSES -> {
                // As they are.
            }
            case PLUGGED ->
                settings.put(
                        "DROVER_PLUGINS",
                        PluginJar.in(directory.resolve("plugins")).toString());
            case SMALL_DISK ->
                settings.putAll(Map.of(
                        Service.TMPFS, directory.resolve("staging").toString(), "DROVER_STAGING_MIN_FREE", "256K"));
            case BUCKET ->
                settings.putAll(Map.of(
                        "DROVER_STAGING_URI", "s3://" + S3Server.BUCKET + "/staging",
                        "DROVER_STAGING_S3_ENDPOINT", "http://127.0.0.1:" + bucket.port(),
                        "DROVER_STAGING_S3_REGION", "eu-central-1",
                        "AWS_ACCESS_KEY_ID", "any",
                        "AWS_SECRET_ACCESS_KEY", "any"));
        }
        Files.createDirectories(directory.resolve("staging"));
        List<Program> programs = kind == Kind.SIX_PROCESSES ? Program.SERVICES : List.of(Program.STANDALONE);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopServers, "stop " + directory.getFileName()));
        installation = Installation.on(servers, directory, settings, programs);
    }

    /** PostgreSQL outlives the process that started it, and would outlive a test that was ended. */
    private void stopServers() {
        try {
            servers.close();
        } catch (IOException e) {
            System.err.println("PostgreSQL did not stop: " + e.getMessage());
        }
    }

    static Rig start(Kind kind) throws IOException {
        return new Rig(kind);
    }

    Kind kind() {
        return kind;
    }

    /** The network between the services and their S3. */
    Proxy bucket() {
        return bucket;
    }

    /** The staging directory as this process sees it; a small disk is mounted where only its own process sees it. */
    Path staging() {
        Path path = installation.staging();
        return switch (kind) {
            case SIX_PROCESSES, PLUGGED -> path;
            case SMALL_DISK ->
                Path.of("/proc/" + installation.service(Program.STANDALONE).pid() + "/root" + path);
            case BUCKET -> throw new IllegalStateException("a bucket is no directory");
        };
    }

    Broker broker() {
        return broker;
    }

    /** PostgreSQL and its network. */
    RunningServers servers() {
        return servers;
    }

    Proxy database() {
        return database;
    }

    Traps traps() {
        return traps;
    }

    Installation installation() {
        return installation;
    }

    /** As before any fault: networks whole, no traps, every service alive. */
    void mend() throws IOException, InterruptedException {
        traps.clear();
        database.heal();
        bucket.heal();
        broker.proxy().heal();
        for (Program program : installation.programs()) {
            Service service = installation.service(program);
            if (!service.isAlive()) {
                service.restart();
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        installation.close();
        database.close();
        bucket.close();
        broker.close();
    }
}
