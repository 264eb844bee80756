package io.drover.telemetry;

import java.util.concurrent.atomic.AtomicLong;

/** Which of many events that are alike are worth a line in the log: the first ten, and then each that doubles their number. */
public final class Seldom {

    private static final int EACH = 10;

    private final AtomicLong count = new AtomicLong();

    /** Counts one more. */
    public boolean isWorthALine() {
        long n = count.incrementAndGet();
        return n <= EACH || Long.bitCount(n) == 1;
    }

    /** How many there have been. */
    public long count() {
        return count.get();
    }
}
