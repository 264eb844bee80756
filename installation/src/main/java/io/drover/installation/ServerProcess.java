package io.drover.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One server process of an installation: it outlives the command that starts it, and is found again by its pid file. */
final class ServerProcess {

    private static final Duration TIME_TO_START = Duration.ofSeconds(180);
    private static final int TAIL_LINES = 15;
    private static final String PID_FILE = ".json";

    /**
     * Away from this terminal: its Ctrl-C and its closing are not for a server. {@code setsid} is not everywhere
     * (macOS); there, job control gives the server a process group of its own. What it writes is its owner's alone.
     */
    private static final String DETACH = """
            log=$1; shift
            umask 077
            if command -v setsid >/dev/null 2>&1
            then setsid nohup "$@" >>"$log" 2>&1 </dev/null &
            else set -m 2>/dev/null; nohup "$@" >>"$log" 2>&1 </dev/null &
            fi
            echo $!""";

    private final String name;
    private final Path pidFile;
    private final Path log;

    ServerProcess(String name, Path state) {
        this.name = name;
        this.pidFile = folder(state).resolve(name + PID_FILE);
        this.log = state.resolve("log").resolve(name + ".log");
    }

    /** All that were started with this folder of an installation's state and not stopped. */
    static List<ServerProcess> all(Path state) {
        try (Stream<Path> files = Files.list(folder(state))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(PID_FILE))
                    .sorted()
                    .map(file -> new ServerProcess(file.substring(0, file.length() - PID_FILE.length()), state))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(Path state) {
        return state.resolve("run");
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    Optional<PidFile> find() {
        return PidFile.read(pidFile).filter(file -> file.process().isPresent());
    }

    Optional<ProcessHandle> process() {
        return find().flatMap(PidFile::process);
    }

    boolean runs() {
        return find().isPresent();
    }

    /**
     * @param environment variables on top of this process's; passwords go here, as arguments are for everybody to see
     * @param port where it will listen, for whom looks for it later
     */
    void start(List<String> command, Map<String, String> environment, @Nullable Integer port) {
        try {
            KeyFile.ownFolder(log.resolveSibling(""));
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(name + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
            }
            List<String> detached = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, name, log.toString()));
            detached.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(detached).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            Process shell = builder.start();
            String pid = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            PidFile started = ProcessHandle.of(Long.parseLong(pid))
                    .map(process -> PidFile.of(process, port))
                    .orElseThrow(this::ended);
            started.write(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("The " + name + " process could not be started", e);
        }
    }

    /** @throws StartException where it ends before, or takes too long */
    void awaitReady(BooleanSupplier ready) {
        if (!Awaiting.until(TIME_TO_START, () -> ready.getAsBoolean() || !runs())) {
            throw StartException.of("The " + name + " process is not ready after " + TIME_TO_START.toSeconds()
                    + " s. Its log is " + log + ".");
        }
        checkRuns();
    }

    /** @throws StartException with the end of its log where it has ended */
    void checkRuns() {
        if (!runs()) {
            throw ended();
        }
    }

    private StartException ended() {
        return StartException.of("The " + name + " process has ended. The end of " + log + ":\n" + tail());
    }

    /**
     * Ends some at the same time, and answers the names of those that ran.
     *
     * @param patience how long they may take to end by themselves
     */
    static List<String> stop(List<ServerProcess> processes, Duration patience) {
        Map<ServerProcess, ProcessHandle> running = new LinkedHashMap<>();
        processes.forEach(each -> each.process().ifPresent(process -> running.put(each, process)));
        running.values().forEach(ProcessHandle::destroy);
        running.forEach((each, process) -> PidFile.awaitEnd(each.name, process, patience));
        processes.forEach(ServerProcess::forget);
        return running.keySet().stream().map(ServerProcess::name).toList();
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(there is no log)";
        }
    }
}
