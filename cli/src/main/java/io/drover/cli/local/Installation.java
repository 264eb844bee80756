package io.drover.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Drover on this machine with all its state in one folder: Kafka and PostgreSQL in one process, the services in another,
 * and for the demo the sandbox in a third. Processes are found by their pid files, so any command can stop them.
 */
public final class Installation {

    private static final Duration TIME_TO_START = Duration.ofSeconds(120);
    /** Enough for the batches that run, and for a database to write what it holds. */
    private static final Duration TIME_TO_END = Duration.ofSeconds(30);

    private static final Duration NO_PATIENCE = Duration.ofSeconds(1);
    private static final String TOKEN = "api-token";

    private final Checkout checkout;
    private final Path data;
    private final Path access;
    private final Path plugins;
    private final Path remembered;
    private final ServerProcess servers;
    private final ServerProcess services;
    private final ServerProcess sandbox;

    /** @param state the folder of its data, logs and pid files */
    public Installation(Checkout checkout, Path state) {
        this.checkout = checkout;
        this.data = state.resolve("data");
        this.access = state.resolve("access");
        this.plugins = state.resolve("plugins");
        this.remembered = state.resolve("up.json");
        this.servers = new ServerProcess("embedded-servers", state);
        this.services = new ServerProcess("standalone", state);
        this.sandbox = new ServerProcess("sandbox", state);
    }

    /** The API's address, when the installation is up. */
    public Optional<URI> address() {
        return servers.runs() ? services.find().map(PidFile::port).map(Installation::loopback) : Optional.empty();
    }

    /** The file with the token of its API; none before the first start. */
    public Optional<Path> token() {
        return Optional.of(access.resolve(TOKEN)).filter(Files::exists);
    }

    public boolean isUp() {
        return address().map(Health::isReady).orElse(false);
    }

    public Path log() {
        return services.log();
    }

    /** How it was started the last time; while it is up, that is how it runs. */
    public Optional<UpOptions> remembered() {
        return UpOptions.read(remembered);
    }

    /** Where its broker listens, while it is up. */
    public Optional<String> kafka() {
        return isUp() ? Optional.of(Servers.read(data).kafka()) : Optional.empty();
    }

    /**
     * Starts everything and returns the API's address once it answers. What half an installation is left from before is
     * stopped first.
     *
     * @throws StartException where that fails; nothing runs then
     */
    public URI up(UpOptions options, Notes notes) {
        stopServices(TIME_TO_END);
        int port = options.port() == 0 ? LoopbackPorts.anyFree() : options.port();
        if (!LoopbackPorts.isFree(port)) {
            throw StartException.wrongInput(inUse(port));
        }
        try {
            notes.during("Kafka and PostgreSQL", () -> startServers(options.kafkaPort()));
            notes.during("Drover's services", () -> startServices(port, options.networks()));
        } catch (RuntimeException e) {
            stopServices(TIME_TO_END);
            throw e;
        }
        options.write(remembered);
        return loopback(port);
    }

    /**
     * Starts the sandbox and answers where its look-alikes are.
     *
     * @param plays what they are look-alikes of, in words
     */
    public LookAlikes startSandbox(String plays, List<String> arguments, Notes notes) {
        Path portFile = data.resolve("sandbox.port");
        delete(portFile);
        notes.during("the sandbox, " + plays, () -> {
            List<String> command = new Java().heap("512m").jar(checkout.sandbox());
            create(data);
            command.addAll(arguments);
            command.addAll(List.of("--port-file", portFile.toString()));
            sandbox.start(command, Map.of(), null);
            await(sandbox, () -> Files.exists(portFile));
        });
        return LookAlikes.read(portFile);
    }

    /** Stops what runs of it, and answers the names of that. */
    public List<String> down() {
        return down(TIME_TO_END);
    }

    /** The same where nobody needs what the services are doing: they have a second. */
    public List<String> abandon() {
        return down(NO_PATIENCE);
    }

    /** Stops what runs, for a process that is asked to end: whatever it was about to start is not started any more. */
    public void end() {
        List.of(services, servers, sandbox).forEach(ServerProcess::startNoMore);
        down(NO_PATIENCE);
    }

    private List<String> down(Duration patience) {
        List<String> stopped = new ArrayList<>(stopServices(patience));
        if (sandbox.stop(NO_PATIENCE)) {
            stopped.add(sandbox.name());
        }
        return stopped;
    }

    /** Deletes the data of an installation that is down: the next start is the first one again. */
    public void forget() {
        if (Files.notExists(data)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(data)) {
            tree.sorted((a, b) -> b.compareTo(a)).forEach(Installation::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The services first: they hold connections to the servers. These always end by themselves: they hold data. */
    private List<String> stopServices(Duration patience) {
        List<String> stopped = new ArrayList<>();
        if (services.stop(patience)) {
            stopped.add(services.name());
        }
        if (servers.stop(TIME_TO_END)) {
            stopped.add(servers.name());
        }
        if (LeftPostgres.stop(data)) {
            stopped.add("a PostgreSQL that was left over");
        }
        return stopped;
    }

    private void startServers(int kafkaPort) {
        delete(Servers.in(data));
        List<String> command = new Java().heap("384m").jar(checkout.embeddedServers());
        command.addAll(List.of("--dir", data.toString(), "--kafka-port", Integer.toString(kafkaPort)));
        servers.start(command, Map.of(), null);
        await(servers, () -> Files.exists(Servers.in(data)));
    }

    private void startServices(int port, List<String> networks) {
        Map<String, String> environment = environment();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put(
                "DROVER_API_TOKEN_FILE",
                KeyFile.in(KeyFile.ownFolder(access), TOKEN).toString());
        if (!networks.isEmpty()) {
            environment.put("DROVER_NETWORK_ALLOW", String.join(",", networks));
        }
        services.start(new Java().heap("512m").jar(checkout.standalone()), environment, port);
        await(services, () -> Health.isReady(loopback(port)));
    }

    /** Where the servers, the staged data, the key of the secrets and the plug-ins are. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Servers.read(data).environment());
        environment.put(
                "DROVER_STAGING_URI", create(data.resolve("staging")).toUri().toString());
        environment.put(
                "DROVER_SECRETS_KEY_FILE", KeyFile.in(data, "secret.key").toString());
        if (System.getenv("DROVER_PLUGINS") == null) {
            environment.put("DROVER_PLUGINS", create(plugins).toString());
        }
        return environment;
    }

    /**
     * Recreates the coordinator's tables from the log, into an empty database. The services are stopped for it; Kafka and
     * PostgreSQL are left running.
     *
     * @param without ids of executions to leave out
     * @return the program's exit code: 0 when the tables are there, 1 when nothing was changed; it said why
     */
    public int rebuild(List<String> without, Notes notes) throws InterruptedException {
        services.stop(TIME_TO_END);
        List<String> arguments = new ArrayList<>(List.of("rebuild"));
        without.forEach(id -> arguments.addAll(List.of("--without", id)));
        return run(arguments, notes);
    }

    /**
     * Prunes what executions that ended left behind, beside the services when they run.
     *
     * @param options of the coordinator's program
     * @return its exit code: 0 when it is done or counted, 1 when it is refused, 2 for wrong options; it said why
     */
    public int prune(List<String> options, Notes notes) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("prune"));
        arguments.addAll(options);
        return run(arguments, notes);
    }

    private int run(List<String> arguments, Notes notes) throws InterruptedException {
        if (!servers.runs()) {
            int kafkaPort = remembered().map(UpOptions::kafkaPort).orElse(0);
            notes.during("Kafka and PostgreSQL", () -> startServers(kafkaPort));
        }
        List<String> command = new Java().heap("512m").jar(checkout.standalone());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment());
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("The program could not be started", e);
        }
    }

    private static void await(ServerProcess process, BooleanSupplier ready) {
        boolean inTime = Awaiting.until(TIME_TO_START, () -> ready.getAsBoolean() || !process.runs());
        if (!inTime) {
            throw StartException.of("The " + process.name() + " process is not ready after " + TIME_TO_START.toSeconds()
                    + " s. Its log is " + process.log() + ".");
        }
        if (!process.runs()) {
            throw process.endedEarly();
        }
    }

    private static String inUse(int port) {
        boolean drover = Health.isReady(loopback(port));
        return "Port " + port + " of 127.0.0.1 is in use"
                + LoopbackPorts.owner(port).map(owner -> " by " + owner).orElse("")
                + (drover ? ", a Drover that this checkout has not started" : "")
                + ". Stop that, or choose another port: drover up --port " + LoopbackPorts.anyFree();
    }

    private static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
