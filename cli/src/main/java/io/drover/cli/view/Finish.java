package io.drover.cli.view;

import java.time.Duration;
import java.util.Optional;

/**
 * When one phase will have all its records, by all that was seen of it. Between two batches the time left counts down with
 * the clock; each batch moves the end by a part of what it was wrong by, so that one slow or quick batch is no jump.
 */
final class Finish {

    /** How much of the error of an estimate its successor takes over. */
    private static final double TRUST = 0.3;

    /** A phase that is silent for so many times as long as it usually is stands still. */
    private static final int STILL = 3;

    private static final long SHORTEST = Duration.ofMillis(500).toNanos();
    private static final long LONGEST_SILENCE = Duration.ofSeconds(10).toNanos();

    private boolean seen;
    private long firstAt;
    private long firstRecords;
    private long changedAt;
    private long records;
    private int changes;
    private double end;

    /** @param now as {@link System#nanoTime()} */
    void observe(long recordsNow, long expected, long now) {
        if (!seen) {
            seen = true;
            firstAt = now;
            changedAt = now;
            firstRecords = recordsNow;
        } else if (recordsNow != records) {
            changes++;
            changedAt = now;
            double perRecord = (double) (now - firstAt) / Math.max(1, recordsNow - firstRecords);
            double estimate = now + (expected - recordsNow) * perRecord;
            double moved = end + TRUST * (estimate - end);
            end = changes == 1 || moved <= now ? estimate : moved;
        }
        records = recordsNow;
    }

    /** Nothing where too little was seen, where it is overdue, or where the phase stands still. */
    Optional<Duration> left(long now) {
        if (changes == 0 || changedAt - firstAt < SHORTEST || end <= now) {
            return Optional.empty();
        }
        long usual = (changedAt - firstAt) / changes;
        boolean still = now - changedAt > Math.max(LONGEST_SILENCE, STILL * usual);
        return still ? Optional.empty() : Optional.of(Duration.ofNanos((long) (end - now)));
    }
}
