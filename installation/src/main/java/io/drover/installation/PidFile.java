package io.drover.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which process was started, for a later command that looks for it.
 *
 * @param startedAt as the operating system tells it: a number that another process has by now started at another time
 * @param port where it listens, for a server with one port
 */
record PidFile(
        long pid, @Nullable Instant startedAt, @Nullable Integer port) {

    private static final Duration CLOCK_ADJUSTMENT = Duration.ofSeconds(2);
    private static final Duration TIME_TO_DIE = Duration.ofSeconds(5);

    static PidFile of(ProcessHandle process, @Nullable Integer port) {
        return new PidFile(process.pid(), process.info().startInstant().orElse(null), port);
    }

    static Optional<PidFile> read(Path file) {
        return NoteFile.read(file, PidFile.class);
    }

    void write(Path file) {
        NoteFile.write(file, this);
    }

    /** The process, where it still runs and is the one that was started. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(PidFile::runs)
                .filter(process ->
                        process.info().startInstant().map(this::isStart).orElse(true));
    }

    private boolean isStart(Instant other) {
        return startedAt == null || Duration.between(startedAt, other).abs().compareTo(CLOCK_ADJUSTMENT) < 0;
    }

    /** Alive, and not a zombie that nobody collects, as in a container whose first process is no init. */
    static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            // No /proc here, or gone since.
            return process.isAlive();
        }
    }

    /** Waits until a process that was asked to end has ended, and makes it end when the time is over. */
    static void awaitEnd(String name, ProcessHandle process, Duration patience) {
        if (!Awaiting.until(patience, () -> !runs(process))) {
            process.destroyForcibly();
            if (!Awaiting.until(TIME_TO_DIE, () -> !runs(process))) {
                throw StartException.of("The " + name + " process " + process.pid() + " cannot be ended.");
            }
        }
    }
}
