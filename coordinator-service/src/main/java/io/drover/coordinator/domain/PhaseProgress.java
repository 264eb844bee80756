package io.drover.coordinator.domain;

import io.drover.contracts.Counts;
import io.drover.contracts.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a phase of a step is.
 *
 * @param done closed batches
 * @param busyMs sum of the attempts' durations
 * @param firstAt when its first batch was issued
 * @param lastAt when its last batch closed
 */
public record PhaseProgress(
        int done,
        Counts counts,
        Usage usage,
        long busyMs,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt) {

    static final PhaseProgress NONE = new PhaseProgress(0, Counts.NONE, Usage.NONE, 0, null, null);

    PhaseProgress begun(Instant now) {
        return firstAt != null ? this : new PhaseProgress(done, counts, usage, busyMs, now, lastAt);
    }

    PhaseProgress closed(Counts more, Usage used, long durationMs, Instant now) {
        return after(done + 1, more, used, durationMs, now);
    }

    /** Of an OPERATION, which has one batch of each round, in their order: whether this one is closed. */
    boolean hasClosed(int number) {
        return done > number;
    }

    /** A batch ended before it was done. */
    PhaseProgress cancelled(Counts more, Usage used, long durationMs, Instant now) {
        return after(done, more, used, durationMs, now);
    }

    private PhaseProgress after(int batches, Counts more, Usage used, long durationMs, Instant now) {
        Usage sum = new Usage(usage.requests() + used.requests(), usage.throttled() + used.throttled());
        return new PhaseProgress(batches, counts.plus(more), sum, busyMs + durationMs, firstAt, now);
    }
}
