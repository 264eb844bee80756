package io.drover.system;

import static org.awaitility.Awaitility.await;

import io.drover.contracts.failpoint.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Arms the failpoints of processes that were started with this directory. */
final class Traps {

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path directory;

    Traps(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    Path directory() {
        return directory;
    }

    /** What a process does there. */
    enum Action {
        HALT,
        PAUSE,
        THROW
    }

    /**
     * @param passage springs at the n-th passage, from 1
     * @param place only where the place contains this; for example {@code testcases/load}
     */
    Armed arm(Failpoint point, Action action, int passage, String place) throws IOException {
        Files.deleteIfExists(fired(point));
        Path aside = directory.resolve(point + ".new");
        Files.writeString(
                aside,
                "%d-%d %s %d %s"
                        .formatted(ProcessHandle.current().pid(), IDS.incrementAndGet(), action, passage, place));
        Files.move(aside, armed(point), StandardCopyOption.ATOMIC_MOVE);
        return new Armed(point);
    }

    /** Nothing is armed and nobody stands still. */
    void clear() throws IOException {
        for (Failpoint point : Failpoint.values()) {
            Files.deleteIfExists(armed(point));
            Files.deleteIfExists(fired(point));
        }
    }

    private Path armed(Failpoint point) {
        return directory.resolve(point + ".armed");
    }

    private Path fired(Failpoint point) {
        return directory.resolve(point + ".fired");
    }

    /** When it sprang, in which process, at what. */
    record Mark(Instant at, long pid, String place) {}

    /** A trap that is set. */
    final class Armed {

        private final Failpoint point;

        private Armed(Failpoint point) {
            this.point = point;
        }

        /** Waits for the proof that it sprang. */
        Mark awaitFired() throws IOException {
            await("failpoint " + point)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> Files.exists(fired(point)));
            String[] mark = Files.readString(fired(point)).split(" ", 3);
            return new Mark(Instant.parse(mark[0]), Long.parseLong(mark[1]), mark[2]);
        }

        /** Who stands still there goes on. */
        void release() throws IOException {
            Files.deleteIfExists(fired(point));
        }
    }
}
