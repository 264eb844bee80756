package io.drover.contracts.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What a {@link Failpoint} does when it is armed. The file {@code NAME.armed} holds one line, {@code ID ACTION PASSAGE PLACE}:
 *
 * <ul>
 *   <li>ID: any word; passages are counted per id and process
 *   <li>ACTION: {@code HALT}, as {@code kill -9}; {@code PAUSE}, until {@code NAME.fired} is removed or the thread is interrupted; {@code THROW}
 *   <li>PASSAGE: springs at the n-th passage, from 1
 *   <li>PLACE: springs only where the place contains this; may be empty
 * </ul>
 *
 * <p>{@code NAME.fired} holds {@code TIME PID PLACE}.
 */
final class Trap {

    private static final Map<String, AtomicInteger> PASSAGES = new ConcurrentHashMap<>();
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int KILLED = 137;

    private Trap() {}

    static void pass(Path traps, Failpoint point, String place) {
        Path armed = traps.resolve(point + ".armed");
        try {
            String[] rule = Files.readString(armed).strip().split(" ", 4);
            if (springs(rule, place) && mark(traps, point, place, armed)) {
                act(rule[1], traps.resolve(point + ".fired"), point, place);
            }
        } catch (NoSuchFileException e) {
            // Not armed, or another thread or process was first.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean springs(String[] rule, String place) {
        return (rule.length < 4 || place.contains(rule[3]))
                && PASSAGES.computeIfAbsent(rule[0], id -> new AtomicInteger()).incrementAndGet()
                        == Integer.parseInt(rule[2]);
    }

    /** The mark is whole when it appears, and it is there before anything goes wrong. */
    private static boolean mark(Path traps, Failpoint point, String place, Path armed) throws IOException {
        Path taken = traps.resolve(point + ".taken");
        Files.move(armed, taken, StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(
                taken,
                "%s %d %s".formatted(Instant.now(), ProcessHandle.current().pid(), place));
        Files.move(taken, traps.resolve(point + ".fired"), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static void act(String action, Path fired, Failpoint point, String place) {
        switch (action) {
            case "HALT" -> Runtime.getRuntime().halt(KILLED);
            case "PAUSE" -> {
                while (Files.exists(fired) && !Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(LOOK_AGAIN);
                }
            }
            case "THROW" -> throw new IllegalStateException("failpoint " + point + " at " + place);
            default -> throw new IllegalArgumentException("failpoint " + point + " cannot " + action);
        }
    }
}
