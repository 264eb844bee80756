package io.drover.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL has processes of its own, and can outlive what started it: a program that was killed cannot stop it. It is found by
 * the file that it keeps beside its data.
 */
final class PostgresProcess {

    private static final Duration TIME_TO_END = Duration.ofSeconds(20);

    private PostgresProcess() {}

    /**
     * Ends the one of an installation, in order: clients are cut off, nothing that was committed is lost.
     *
     * @param data the installation's data
     * @return whether there was one
     */
    static boolean stop(Path data) {
        Optional<ProcessHandle> left = find(data);
        left.ifPresent(PostgresProcess::end);
        return left.isPresent();
    }

    /** The one that runs on an installation's data. */
    static Optional<ProcessHandle> find(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postgres/data/postmaster.pid"));
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .filter(PidFile::runs)
                            .filter(PostgresProcess::isPostgres);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty(); // none, or it is just being written or removed
        }
    }

    /** Process numbers come back: another program may have that of a dead server. One that cannot be asked is left alone. */
    private static boolean isPostgres(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/comm"))
                    .strip()
                    .startsWith("postgres");
        } catch (IOException e) {
            // No /proc here.
            return process.info()
                    .command()
                    .map(command -> command.contains("postgres"))
                    .orElse(false);
        }
    }

    private static void end(ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StartException.of("Interrupted.");
        }
        PidFile.awaitEnd("PostgreSQL", process, TIME_TO_END);
    }
}
