package io.drover.worker.pace;

/** Periods over which systems count requests. Microseconds. */
final class Periods {

    static final long SECOND = 1_000_000L;

    private static final long[] USUAL = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600};

    private Periods() {}

    /** A moment on a clock that went back by so much; 0 is none. */
    static long back(long moment, long by) {
        return moment == 0 ? 0 : moment - by;
    }

    /** The shortest usual one that is not shorter. */
    static long atLeast(long micros) {
        for (long seconds : USUAL) {
            if (seconds * SECOND >= micros) {
                return seconds * SECOND;
            }
        }
        return 24 * 3600 * SECOND;
    }
}
