package io.drover.worker.pace;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the executions of one process say of a system's limits: the stricter holds. What one says counts while requests of it
 * wait or are on their way, and for a while after. Times are microseconds of this process.
 */
final class Said {

    /** Batches of one execution follow each other in less. */
    private static final long KEPT = 30 * Periods.SECOND;

    /** One saying, and the requests that it counts for. */
    static final class By {

        private final Told told;
        private int open;
        private long closedAt;

        private By(Told told) {
            this.told = told;
        }

        void close(long now) {
            open--;
            closedAt = now;
        }

        private boolean isOver(long now) {
            return open == 0 && now - closedAt > KEPT;
        }
    }

    private final Map<Told, By> all = new HashMap<>();
    private @Nullable By last;
    private Told sum = Told.NOTHING;

    /** Counts from now until the end of the request is told with {@link By#close}. */
    By open(Told told) {
        By by = last;
        if (by == null || !by.told.equals(told)) {
            by = all.computeIfAbsent(told, By::new);
            last = by;
            sum = sum.and(told);
        }
        by.open++;
        return by;
    }

    /** What holds as far as it was looked. */
    Told sum() {
        return sum;
    }

    /** What holds now: what nobody says any more is left out. */
    Told sum(long now) {
        if (all.values().removeIf(by -> by.isOver(now))) {
            last = null;
            sum = all.keySet().stream().reduce(Told.NOTHING, Told::and);
        }
        return sum;
    }
}
