package io.drover.installation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The processes of one installation: the servers, the sandbox, and the services, which are all others. */
final class InstalledProcesses {

    static final String SERVERS = "embedded-servers";
    static final String SANDBOX = "sandbox";

    /** Whatever the services may have: these hold data, and always end by themselves. */
    private static final Duration TIME_OF_SERVERS = Duration.ofSeconds(30);

    private static final Duration TIME_OF_SANDBOX = Duration.ofSeconds(1);

    private final Path state;
    private final List<ServerProcess> started = new ArrayList<>();
    private boolean over;

    InstalledProcesses(Path state) {
        this.state = state;
    }

    ServerProcess named(String name) {
        return new ServerProcess(name, state);
    }

    /** Starts one, and returns when it is ready. */
    void start(
            String name,
            List<String> command,
            Map<String, String> environment,
            @Nullable Integer port,
            BooleanSupplier ready) {
        ServerProcess process = named(name);
        synchronized (this) {
            if (over) {
                throw StartException.of("Interrupted.");
            }
            process.start(command, environment, port);
            started.add(process);
        }
        process.awaitReady(ready);
    }

    /** From now on nothing is started: this process ends. Waits for a start that is on its way, which a stop then finds. */
    synchronized void startNoMore() {
        over = true;
    }

    synchronized void checkRun() {
        started.forEach(ServerProcess::checkRuns);
    }

    synchronized Map<String, ProcessHandle> started(Path data) {
        Map<String, ProcessHandle> all = new LinkedHashMap<>();
        for (ServerProcess each : started) {
            each.process().ifPresent(process -> all.put(each.name(), process));
            if (each.name().equals(SERVERS)) {
                PostgresProcess.find(data).ifPresent(process -> all.put("postgresql", process));
            }
        }
        return all;
    }

    /**
     * Stops what runs, and answers its names.
     *
     * @param patience of the services
     */
    List<String> stop(Path data, Duration patience) {
        List<String> stopped = new ArrayList<>(stopDrover(data, patience));
        stopped.addAll(ServerProcess.stop(List.of(named(SANDBOX)), TIME_OF_SANDBOX));
        return stopped;
    }

    /** The same but for the sandbox. The services first: they hold connections to the servers. */
    List<String> stopDrover(Path data, Duration patience) {
        List<ServerProcess> services = ServerProcess.all(state).stream()
                .filter(process -> !List.of(SERVERS, SANDBOX).contains(process.name()))
                .toList();
        List<String> stopped = new ArrayList<>(ServerProcess.stop(services, patience));
        stopped.addAll(ServerProcess.stop(List.of(named(SERVERS)), TIME_OF_SERVERS));
        if (PostgresProcess.stop(data)) {
            stopped.add("a PostgreSQL that was left over");
        }
        return stopped;
    }
}
