package io.drover.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;

/** PostgreSQL's first process, which is nobody's child: found by the file that it writes. */
final class PostmasterFile {

    private static final Duration TIME_TO_END = Duration.ofSeconds(30);

    private final Path file;

    /** @param data the folder of the embedded servers */
    PostmasterFile(Path data) {
        this.file = data.resolve("postgres/data/postmaster.pid");
    }

    Optional<ProcessHandle> find() {
        try {
            return ProcessHandle.of(
                    Long.parseLong(Files.readAllLines(file).getFirst().strip()));
        } catch (IOException | NumberFormatException | NoSuchElementException e) {
            return Optional.empty(); // it has ended and taken the file away, or is only beginning to write it
        }
    }

    /** A Ctrl-C can end the process that started PostgreSQL before that is able to take it along. */
    void end() {
        find().ifPresent(process -> {
            process.destroy();
            if (!Polling.until(TIME_TO_END, () -> !process.isAlive())) {
                process.destroyForcibly();
            }
        });
    }
}
