package io.drover.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One server process of an installation: it outlives the command that starts it, and is found again by its pid file. */
final class ServerProcess {

    private static final Duration TIME_TO_DIE = Duration.ofSeconds(5);
    private static final int TAIL_LINES = 15;

    /**
     * Away from this terminal: its Ctrl-C and its closing are not for a server. {@code setsid} is not everywhere
     * (macOS); there, job control gives the server a process group of its own.
     */
    private static final String DETACH = """
            log=$1; shift
            if command -v setsid >/dev/null 2>&1
            then setsid nohup "$@" >>"$log" 2>&1 </dev/null &
            else set -m 2>/dev/null; nohup "$@" >>"$log" 2>&1 </dev/null &
            fi
            echo $!""";

    private final String name;
    private final Path pidFile;
    private final Path log;
    private boolean over;

    ServerProcess(String name, Path state) {
        this.name = name;
        this.pidFile = state.resolve("run").resolve(name + ".json");
        this.log = state.resolve("log").resolve(name + ".log");
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

    boolean runs() {
        return find().isPresent();
    }

    /**
     * @param environment variables on top of this process's; passwords go here, as arguments are for everybody to see
     * @param port where it will listen, for whom looks for it later
     */
    synchronized void start(List<String> command, Map<String, String> environment, @Nullable Integer port) {
        if (over) {
            throw StartException.of("Interrupted.");
        }
        try {
            Files.createDirectories(log.getParent());
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
                    .orElseThrow(this::endedEarly);
            started.write(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("The " + name + " process could not be started", e);
        }
    }

    /** From now on it is not started: this process ends. Waits for a start that is on its way, which {@link #stop} then finds. */
    synchronized void startNoMore() {
        over = true;
    }

    /** Why it ended before it was ready, with the end of its log. */
    StartException endedEarly() {
        return StartException.of(
                "The " + name + " process ended before it was ready. The end of " + log + ":\n" + tail());
    }

    /**
     * Ends it, and answers whether there was anything to end.
     *
     * @param patience how long it may take to end by itself
     */
    boolean stop(Duration patience) {
        Optional<ProcessHandle> process = find().flatMap(PidFile::process);
        process.ifPresent(found -> end(found, patience));
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return process.isPresent();
    }

    private void end(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!Awaiting.until(patience, () -> !PidFile.runs(process))) {
            process.destroyForcibly();
            if (!Awaiting.until(TIME_TO_DIE, () -> !PidFile.runs(process))) {
                throw StartException.of("The " + name + " process " + process.pid() + " cannot be ended.");
            }
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
