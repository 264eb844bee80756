package io.drover.benchmarks;

import io.drover.cli.api.DroverClient;
import io.drover.cli.local.Health;
import io.drover.cli.local.LookAlikes;
import io.drover.cli.local.Notes;
import io.drover.cli.local.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a run needs, as processes of this machine: Kafka and PostgreSQL, the sandbox, and Drover in one process
 * or six. Closing ends them all, also from another thread while they are being started.
 */
final class BenchInstallation implements AutoCloseable {

    private static final List<String> SERVICES = List.of(
            "coordinator-service",
            "extractor-service",
            "transformer-service",
            "loader-service",
            "validator-service",
            "archive-service");

    /** Long enough for a flight recording and a database to be written. */
    private static final Duration TIME_TO_END = Duration.ofSeconds(30);

    /** Nobody needs what the services are doing, and without a broker they would wait for it. */
    private static final Duration NO_PATIENCE = Duration.ofSeconds(1);

    /** A sandbox keeps what was created: a test case takes about two kilobytes there. */
    private static final int SANDBOX_BYTES_PER_CASE = 4096;

    private static final int MIB = 1 << 20;

    private final Path programs;
    private final Path folder;
    private final Setup setup;
    private final Leftovers leftovers;
    private final List<BenchProgram> drover = new ArrayList<>();
    private final List<BenchProgram> outside = new ArrayList<>();
    private boolean closed;

    /**
     * @param programs the checkout with the programs
     * @param folder of this installation's data and logs
     */
    BenchInstallation(Path programs, Path folder, Setup setup, Leftovers leftovers) {
        this.programs = programs;
        this.folder = folder;
        this.setup = setup;
        this.leftovers = leftovers;
    }

    /** Starts Kafka and PostgreSQL. */
    void startServers(Notes notes) throws IOException {
        Files.createDirectories(logs());
        Files.createDirectories(data());
        notes.during("Kafka and PostgreSQL", () -> {
            BenchProgram servers = start(
                    outside,
                    "kafka",
                    jvm("384m"),
                    "embedded-servers/target/embedded-servers.jar",
                    List.of("--dir", data().toString()),
                    Map.of());
            servers.await(() -> Files.exists(ServiceEnvironment.servers(data())));
        });
    }

    /** Starts the sandbox and answers its address. */
    BenchSandbox startSandbox(Notes notes) {
        Path portFile = data().resolve("sandbox.port");
        long heap = 512 + (long) setup.allCases() * SANDBOX_BYTES_PER_CASE / MIB;
        notes.during("the sandbox", () -> {
            List<String> arguments = new ArrayList<>(BenchSandbox.tokens());
            arguments.addAll(List.of("--cases", Integer.toString(setup.cases())));
            arguments.addAll(List.of("--projects", Integer.toString(setup.executions())));
            setup.calls().ifPresent(calls -> arguments.addAll(List.of("--calls", Integer.toString(calls))));
            arguments.addAll(List.of("--seed", Long.toString(setup.seed())));
            arguments.addAll(List.of("--latency", setup.latencyMs() + "ms"));
            arguments.addAll(List.of("--port", "0", "--port-file", portFile.toString()));
            start(outside, "sandbox", jvm(heap + "m"), "sandbox/target/sandbox.jar", arguments, Map.of())
                    .await(() -> Files.exists(portFile));
        });
        return new BenchSandbox(LookAlikes.read(portFile));
    }

    /** Starts Drover and answers the address of its API. */
    URI startDrover(Notes notes) throws IOException {
        ServiceEnvironment environment = new ServiceEnvironment(data());
        List<URI> addresses = new ArrayList<>();
        notes.during("Drover", () -> {
            switch (setup.layout()) {
                case one -> addresses.add(startService("drover", "standalone", environment));
                case six, many ->
                    SERVICES.forEach(service -> {
                        int processes = service.equals(SERVICES.getFirst())
                                ? 1
                                : setup.layout().workers();
                        for (int i = 0; i < processes; i++) {
                            String name = service.replace("-service", "") + (i == 0 ? "" : "-" + (i + 1));
                            addresses.add(startService(name, service, environment));
                        }
                    });
            }
            // The coordinator is ready before the next is started: it makes the topics.
            BenchProgram first = drover.getFirst();
            try (DroverClient client = client(addresses.getFirst())) {
                first.await(() -> client.connectors().stream()
                        .map(connector -> connector.path("id").asText())
                        .toList()
                        .containsAll(List.of("zephyr-scale", "qtest")));
            }
        });
        return addresses.getFirst();
    }

    /** A client of its API, with its token. */
    DroverClient client(URI server) {
        try {
            String token = Files.readString(ServiceEnvironment.token(data())).strip();
            return new DroverClient(server, Optional.of(token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI startService(String name, String module, ServiceEnvironment environment) {
        int port = freePort();
        URI address = URI.create("http://127.0.0.1:" + port);
        List<String> jvm = new ArrayList<>(jvm("256m"));
        if (setup.jfr()) {
            jvm.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                    + folder.resolve(name + ".jfr"));
        }
        start(drover, name, jvm, module + "/target/quarkus-app/quarkus-run.jar", List.of(), environment.on(port))
                .await(() -> Health.isReady(address));
        return address;
    }

    /** Who is measured: by name, in the order of the table. */
    Map<String, ProcessHandle> processes() {
        Map<String, ProcessHandle> all = new LinkedHashMap<>();
        drover.forEach(program -> all.put(program.name(), program.handle()));
        for (BenchProgram program : outside) {
            all.put(program.name(), program.handle());
            if (program.name().equals("kafka")) {
                all.put(
                        "postgresql",
                        postmaster().find().orElseThrow(() -> StartException.of("PostgreSQL has ended.")));
            }
        }
        return all;
    }

    void checkAlive() {
        drover.forEach(BenchProgram::checkAlive);
        outside.forEach(BenchProgram::checkAlive);
    }

    private synchronized BenchProgram start(
            List<BenchProgram> group,
            String name,
            List<String> jvm,
            String jar,
            List<String> arguments,
            Map<String, String> environment) {
        if (closed) {
            throw StartException.of("Interrupted.");
        }
        Path program = programs.resolve(jar);
        if (Files.notExists(program)) {
            throw StartException.of(program + " is missing. Start this with ./drover bench, which builds it.");
        }
        List<String> all = new ArrayList<>(jvm);
        all.addAll(List.of("-jar", program.toString()));
        all.addAll(arguments);
        BenchProgram started = BenchProgram.start(name, logs(), all, environment);
        group.add(started);
        leftovers.add(started.handle());
        return started;
    }

    /** The JVM as the product starts it. */
    private static List<String> jvm(String heap) {
        return List.of("-XX:+UseSerialGC", "-Xmx" + heap, "-Djdk.virtualThreadScheduler.parallelism=64");
    }

    private PostmasterFile postmaster() {
        return new PostmasterFile(data());
    }

    BenchReceipts receipts() throws IOException {
        return new BenchReceipts(data());
    }

    Sizes sizes() throws IOException {
        return Sizes.of(data(), receipts());
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path logs() {
        return folder.resolve("log");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No port is free on the loopback address", e);
        }
    }

    /** Drover first: it holds connections to the servers. */
    @Override
    public synchronized void close() {
        closed = true;
        end(drover, setup.jfr() ? TIME_TO_END : NO_PATIENCE);
        end(outside, TIME_TO_END);
        postmaster().end();
        if (!setup.keep()) {
            Folders.delete(data());
        }
    }

    private static void end(List<BenchProgram> programs, Duration patience) {
        programs.forEach(BenchProgram::end);
        programs.forEach(program -> program.awaitEnd(patience));
        programs.clear();
    }
}
