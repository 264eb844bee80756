package io.drover.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The processes that were started, in a file: a benchmark that is killed hard leaves them, and the next one ends them. */
final class Leftovers {

    private static final Duration TIME_TO_END = Duration.ofSeconds(30);
    private static final Duration CLOCK_ADJUSTMENT = Duration.ofSeconds(2);

    private final Path file;

    Leftovers(Path file) {
        this.file = file;
    }

    void add(ProcessHandle process) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    process.pid() + " " + started(process).orElse(Instant.EPOCH) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends those that live, and forgets them all. */
    void end() {
        if (Files.notExists(file)) {
            return;
        }
        try {
            Files.readAllLines(file).stream()
                    .map(Leftovers::process)
                    .flatMap(Optional::stream)
                    .forEach(Leftovers::end);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of a line, when it still is the one that was started: numbers come back. */
    private static Optional<ProcessHandle> process(String line) {
        String[] words = line.split(" ", -1);
        return words.length != 2
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(words[0]))
                        .filter(process -> started(process).isPresent()
                                && Duration.between(started(process).get(), Instant.parse(words[1]))
                                                .abs()
                                                .compareTo(CLOCK_ADJUSTMENT)
                                        < 0);
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(TIME_TO_END.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Instant> started(ProcessHandle process) {
        return process.info().startInstant();
    }
}
