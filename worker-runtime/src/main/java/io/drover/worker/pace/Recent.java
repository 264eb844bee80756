package io.drover.worker.pace;

/** When the last requests were taken: enough of them to count what went before a refusal. Times are microseconds. */
final class Recent {

    private static final int KEPT = 4096;

    private final long[] times = new long[KEPT];
    private long count;

    void add(long now) {
        times[(int) (count++ % KEPT)] = now;
    }

    /** How many since, as far as it is kept. */
    long since(long then) {
        long found = 0;
        for (long i = count - 1; i >= Math.max(0, count - KEPT) && times[(int) (i % KEPT)] >= then; i--) {
            found++;
        }
        return found;
    }
}
