package io.drover.sandbox.faults;

/** Requests per second of one system in fixed windows of a second, as API gateways count. Also remembers the busiest. */
public final class RateLimit {

    private static final long WINDOW_NANOS = 1_000_000_000L;

    private int perSecond;
    private long window = Long.MIN_VALUE;
    private int used;
    private int peak;
    private long refused;

    /** Requests per second from now on; 0 for no limit. */
    public synchronized void limit(int requests) {
        if (requests < 0) {
            throw new IllegalArgumentException("a limit is a number of requests per second, not " + requests);
        }
        perSecond = requests;
    }

    public synchronized int limit() {
        return perSecond;
    }

    /** Whether the request that arrives now may go on. */
    public synchronized boolean admit(long nanoTime) {
        long now = Math.floorDiv(nanoTime, WINDOW_NANOS);
        if (now != window) {
            window = now;
            used = 0;
        }
        if (perSecond > 0 && used >= perSecond) {
            refused++;
            return false;
        }
        used++;
        peak = Math.max(peak, used);
        return true;
    }

    /** Requests still allowed in this window. */
    public synchronized int remaining() {
        return Math.max(0, perSecond - used);
    }

    public synchronized int peak() {
        return peak;
    }

    public synchronized long refused() {
        return refused;
    }

    public synchronized void forget() {
        peak = 0;
        refused = 0;
    }
}
