package io.drover.benchmarks;

import io.drover.cli.api.DroverClient;
import io.drover.installation.Awaiting;
import io.drover.installation.Checkout;
import io.drover.installation.Folders;
import io.drover.installation.Installation;
import io.drover.installation.JavaCommand;
import io.drover.installation.LoopbackPorts;
import io.drover.installation.Notes;
import io.drover.installation.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    /** Those beside Drover, and what they are called in the table. */
    private static final Map<String, String> OTHERS =
            Map.of("embedded-servers", "kafka", ProcessMeter.POSTGRESQL, ProcessMeter.POSTGRESQL, "sandbox", "sandbox");

    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1/128");
    private static final List<String> CONNECTORS = List.of("zephyr-scale", "qtest");
    private static final Duration TIME_TO_ANNOUNCE = Duration.ofSeconds(180);

    /** A sandbox keeps what was created: a test case takes about two kilobytes there. */
    private static final int SANDBOX_BYTES_PER_CASE = 4096;

    private static final int MIB = 1 << 20;

    private final Path folder;
    private final Setup setup;
    private final Installation drover;

    /** @param folder of this installation's data and logs */
    BenchInstallation(Checkout checkout, Path folder, Setup setup) {
        this.folder = folder;
        this.setup = setup;
        this.drover = new Installation(checkout, folder);
    }

    /** Starts Kafka and PostgreSQL. */
    void startServers(Notes notes) {
        drover.startServers(0, notes);
    }

    /** Starts the sandbox and answers its address. */
    BenchSandbox startSandbox(Notes notes) {
        long heap = 512 + (long) setup.allCases() * SANDBOX_BYTES_PER_CASE / MIB;
        List<String> arguments = new ArrayList<>(BenchSandbox.tokens());
        arguments.addAll(List.of("--cases", Integer.toString(setup.cases())));
        arguments.addAll(List.of("--projects", Integer.toString(setup.executions())));
        setup.calls().ifPresent(calls -> arguments.addAll(List.of("--calls", Integer.toString(calls))));
        arguments.addAll(List.of("--seed", Long.toString(setup.seed())));
        arguments.addAll(List.of("--latency", setup.latencyMs() + "ms"));
        arguments.addAll(List.of("--port", "0"));
        return new BenchSandbox(
                drover.startSandbox("a Zephyr Scale and a qTest", new JavaCommand(heap + "m"), arguments, notes));
    }

    /** Starts Drover and answers the address of its API. */
    URI startDrover(Notes notes) {
        List<URI> addresses = new ArrayList<>();
        notes.during("Drover", () -> {
            switch (setup.layout()) {
                case one -> addresses.add(startService("drover", "standalone"));
                case six, many ->
                    SERVICES.forEach(service -> {
                        int processes = service.equals(SERVICES.getFirst())
                                ? 1
                                : setup.layout().workers();
                        for (int i = 0; i < processes; i++) {
                            String name = service.replace("-service", "") + (i == 0 ? "" : "-" + (i + 1));
                            addresses.add(startService(name, service));
                        }
                    });
            }
            awaitConnectors(addresses.getFirst());
        });
        return addresses.getFirst();
    }

    /** Returns when it is ready, so that the coordinator, which makes the topics, is before the next is started. */
    private URI startService(String name, String module) {
        JavaCommand java = new JavaCommand("256m");
        if (setup.jfr()) {
            java.with(List.of("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                    + folder.resolve(name + ".jfr")));
        }
        return drover.startService(name, module, java, LoopbackPorts.anyFree(), LOOPBACK);
    }

    private void awaitConnectors(URI server) {
        try (DroverClient client = client(server)) {
            boolean announced = Awaiting.until(TIME_TO_ANNOUNCE, () -> {
                drover.checkRuns();
                return client.connectors().stream()
                        .map(connector -> connector.path("id").asText())
                        .toList()
                        .containsAll(CONNECTORS);
            });
            if (!announced) {
                throw StartException.of("The connectors " + CONNECTORS + " were not announced.");
            }
        }
    }

    /** A client of its API, with its token. */
    DroverClient client(URI server) {
        try {
            String token = Files.readString(drover.token().orElseThrow()).strip();
            return new DroverClient(server, Optional.of(token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who is measured: by name, in the order of the table, Drover first. */
    Map<String, ProcessHandle> processes() {
        Map<String, ProcessHandle> running = drover.processes();
        if (!running.containsKey(ProcessMeter.POSTGRESQL)) {
            throw StartException.of("PostgreSQL has ended.");
        }
        Map<String, ProcessHandle> all = new LinkedHashMap<>();
        running.forEach((name, process) -> {
            if (!OTHERS.containsKey(name)) {
                all.put(name, process);
            }
        });
        running.forEach((name, process) -> all.putIfAbsent(OTHERS.getOrDefault(name, name), process));
        return all;
    }

    void checkAlive() {
        drover.checkRuns();
    }

    BenchReceipts receipts() {
        return new BenchReceipts(drover.data());
    }

    Sizes sizes() {
        return Sizes.of(drover.data(), receipts());
    }

    @Override
    public void close() {
        if (setup.jfr()) {
            drover.down(); // with time to write what was recorded
        }
        drover.end();
        if (!setup.keep()) {
            Folders.delete(drover.data());
        }
    }
}
