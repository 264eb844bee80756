package io.drover.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drover on this machine with all its state in one folder: Kafka and PostgreSQL in one process, the services in one or in
 * several, and the sandbox in another. Processes are found by their pid files, so any command can stop them.
 */
public final class Installation {

    private static final String SERVICES = "standalone";

    /** Enough for the batches that run, and for a database to write what it holds. */
    private static final Duration TIME_TO_END = Duration.ofSeconds(30);

    private static final Duration NO_PATIENCE = Duration.ofSeconds(1);
    private static final String TOKEN = "api-token";

    private final Checkout checkout;
    private final Path state;
    private final Path data;
    private final Path access;
    private final Path remembered;
    private final InstalledProcesses processes;
    private final List<String> options;

    /** @param state the folder of its data, logs and pid files */
    public Installation(Checkout checkout, Path state) {
        this(checkout, state, List.of());
    }

    /** @param options of each of its JVMs */
    public Installation(Checkout checkout, Path state, List<String> options) {
        this.options = List.copyOf(options);
        this.checkout = checkout;
        this.state = state;
        this.data = state.resolve("data");
        this.access = state.resolve("access");
        this.remembered = state.resolve("up.json");
        this.processes = new InstalledProcesses(state);
    }

    private JavaCommand java(String heap) {
        return new JavaCommand(heap).with(options);
    }

    /** The API's address, when its services run. */
    public Optional<URI> address() {
        return processes.named(SERVICES).find().map(PidFile::port).map(Installation::loopback);
    }

    /** What to do about services that run on without Kafka, which ends when its disk is full; empty where all is well. */
    public Optional<String> lost() {
        ServerProcess servers = processes.named(InstalledProcesses.SERVERS);
        return processes.named(SERVICES).runs() && !servers.runs()
                ? Optional.of("Kafka has ended while Drover was up, which a full disk does to it; " + servers.log()
                        + " says why. Make room where needed, then: drover up")
                : Optional.empty();
    }

    /** The file with the token of its API; none before the first start. */
    public Optional<Path> token() {
        return Optional.of(access.resolve(TOKEN)).filter(Files::exists);
    }

    public boolean isUp() {
        return processes.named(InstalledProcesses.SERVERS).runs()
                && address().map(Health::isReady).orElse(false);
    }

    public Path log() {
        return processes.named(SERVICES).log();
    }

    /** The folder of what it holds. */
    public Path data() {
        return data;
    }

    /** How it was started the last time; while it is up, that is how it runs. */
    public Optional<UpOptions> remembered() {
        return UpOptions.read(remembered);
    }

    /** The file with which Kafka's own tools are let in: address, user and password. */
    public Path kafkaClient() {
        return access.resolve("kafka-client.properties");
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
        processes.stopDrover(data, TIME_TO_END);
        int port = options.port() == 0 ? LoopbackPorts.anyFree() : options.port();
        if (!LoopbackPorts.isFree(port)) {
            throw StartException.wrongInput(inUse(port));
        }
        try {
            startServers(options.kafkaPort(), notes);
            notes.during(
                    "Drover's services",
                    () -> startService(SERVICES, SERVICES, java("512m"), port, options.networks()));
        } catch (RuntimeException e) {
            processes.stopDrover(data, TIME_TO_END);
            throw e;
        }
        options.write(remembered);
        return loopback(port);
    }

    /**
     * Starts Kafka and PostgreSQL.
     *
     * @param kafkaPort 0 for any free one
     */
    public void startServers(int kafkaPort, Notes notes) {
        Path ready = Servers.in(data);
        List<String> arguments = List.of("--dir", data.toString(), "--kafka-port", Integer.toString(kafkaPort));
        notes.during("Kafka and PostgreSQL", () -> {
            KeyFile.ownFolder(state);
            KeyFile.ownFolder(data);
            delete(ready);
            List<String> command = java("384m").jar(checkout.embeddedServers(), arguments);
            processes.start(InstalledProcesses.SERVERS, command, Map.of(), null, () -> Files.exists(ready));
        });
    }

    /**
     * Starts the sandbox and answers where its look-alikes are.
     *
     * @param plays what they are look-alikes of, in words
     */
    public LookAlikes startSandbox(String plays, JavaCommand java, List<String> arguments, Notes notes) {
        Path portFile = KeyFile.ownFolder(data).resolve("sandbox.port");
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--port-file", portFile.toString()));
        notes.during("the sandbox, " + plays, () -> {
            delete(portFile);
            processes.start(
                    InstalledProcesses.SANDBOX,
                    java.jar(checkout.sandbox(), all),
                    Map.of(),
                    null,
                    () -> Files.exists(portFile));
        });
        return LookAlikes.read(portFile);
    }

    /**
     * Starts a service, or all of them in one, when the servers are ready, and answers its address.
     *
     * @param name of the process, one of this installation's
     */
    public URI startService(String name, String module, JavaCommand java, int port, List<String> networks) {
        Map<String, String> environment = environment(networks);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        URI address = loopback(port);
        List<String> command = java.jar(checkout.service(module), List.of());
        processes.start(name, command, environment, port, () -> Health.isReady(address));
        return address;
    }

    /** @throws StartException with the end of its log where something that was started here has ended */
    public void checkRuns() {
        processes.checkRun();
    }

    /** What was started here, by name; PostgreSQL, which is nobody's child, stands behind its servers. */
    public Map<String, ProcessHandle> processes() {
        return processes.started(data);
    }

    /** Stops what runs of it, and answers the names of that. */
    public List<String> down() {
        return processes.stop(data, TIME_TO_END);
    }

    /** The same where nobody needs what the services are doing: they have a second. */
    public List<String> abandon() {
        return processes.stop(data, NO_PATIENCE);
    }

    /** Stops what runs, for a process that is asked to end: whatever it was about to start is not started any more. */
    public void end() {
        processes.startNoMore();
        processes.stop(data, NO_PATIENCE);
    }

    /** Deletes the data of an installation that is down: the next start is the first one again. */
    public void forget() {
        Folders.delete(data);
    }

    /** Where the servers, the staged data, the keys and the plug-ins are. */
    private Map<String, String> environment(List<String> networks) {
        KeyFile.write(kafkaClient(), Servers.read(data).kafkaClientFile());
        Map<String, String> environment = Servers.read(data)
                .environment(
                        KeyFile.ownFolder(data.resolve("staging")),
                        KeyFile.in(data, "secret.key"),
                        KeyFile.in(KeyFile.ownFolder(access), TOKEN),
                        networks);
        if (System.getenv("DROVER_PLUGINS") == null) {
            environment.put(
                    "DROVER_PLUGINS",
                    KeyFile.ownFolder(state.resolve("plugins")).toString());
        }
        return environment;
    }

    /**
     * Recreates the coordinator's tables from the log, into an empty database. The services are stopped for it; Kafka and
     * PostgreSQL are left running.
     *
     * @param without ids of executions to leave out
     * @param unsigned what becomes of entries that the installation did not sign; null to be told which they are
     * @return the program's exit code: 0 when the tables are there, 1 when nothing was changed; it said why
     */
    public int rebuild(List<String> without, @Nullable String unsigned, Notes notes) throws InterruptedException {
        ServerProcess.stop(List.of(processes.named(SERVICES)), TIME_TO_END);
        List<String> arguments = new ArrayList<>(List.of("rebuild"));
        without.forEach(id -> arguments.addAll(List.of("--without", id)));
        if (unsigned != null) {
            arguments.addAll(List.of("--unsigned", unsigned));
        }
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
        if (!processes.named(InstalledProcesses.SERVERS).runs()) {
            startServers(remembered().map(UpOptions::kafkaPort).orElse(0), notes);
        }
        List<String> command = java("512m").jar(checkout.service(SERVICES), arguments);
        // What it writes is its owner's alone, as with what is started to stay.
        List<String> closed = new ArrayList<>(List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "drover"));
        closed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(closed).inheritIO();
        builder.environment().putAll(environment(List.of()));
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("The program could not be started", e);
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

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
