package io.drover.sandbox.faults;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one system allows, as API gateways count. Also remembers the busiest second, and what was taken and refused. */
public final class RateLimit {

    private static final long SECOND = 1_000_000_000L;

    private final Map<String, Counter> counters = new HashMap<>();
    private @Nullable LimitRule rule;
    private int perSecond;
    private long second = Long.MIN_VALUE;
    private int inSecond;
    private int peak;
    private long taken;
    private long refused;
    private long busyNanos;
    private int remaining;

    /** Requests per second from now on, in fixed windows; 0 for no limit. */
    public synchronized void limit(int requests) {
        if (requests < 0) {
            throw new IllegalArgumentException("a limit is a number of requests per second, not " + requests);
        }
        if (requests != perSecond) {
            perSecond = requests;
            rule(requests == 0 ? null : LimitRule.perSecond(requests));
        }
    }

    /** From now on, until {@link #limit} changes it; null for no limit. */
    public synchronized void rule(@Nullable LimitRule next) {
        rule = next;
        counters.clear();
    }

    public synchronized @Nullable LimitRule rule() {
        return rule;
    }

    public synchronized int limit() {
        return rule == null ? 0 : rule.requests();
    }

    /**
     * Whether the request that arrives now may go on. Then {@link #answered} has to follow.
     *
     * @param whose the token or the address that it counts for
     */
    public synchronized boolean admit(long nanoTime, String whose) {
        long now = Math.floorDiv(nanoTime, SECOND);
        inSecond = now == second ? inSecond : 0;
        second = now;
        if (rule != null) {
            Counter counter = counter(whose, nanoTime);
            boolean fits = counter.admit(nanoTime);
            remaining = Math.max(0, counter.left(nanoTime));
            if (!fits) {
                refused++;
                return false;
            }
        }
        taken++;
        inSecond++;
        peak = Math.max(peak, inSecond);
        return true;
    }

    /** A request that might go on is answered. */
    public synchronized void answered(long began, long nanoTime, String whose) {
        busyNanos += nanoTime - began;
        Counter counter = counters.get(whose);
        if (counter != null) {
            counter.answered();
        }
    }

    private Counter counter(String whose, long now) {
        LimitRule limit = rule;
        if (limit == null) {
            throw new IllegalStateException("nothing is counted without a limit");
        }
        return counters.computeIfAbsent(whose, key -> new Counter(limit, now));
    }

    /** Until one more of them is taken, in whole seconds, at least 1. */
    public synchronized long secondsToMore(long nanoTime, String whose) {
        return rule == null
                ? 1
                : Math.max(1, Math.ceilDiv(counter(whose, nanoTime).more(nanoTime), SECOND));
    }

    /** What answers tell of the limit; nothing where it does not tell. */
    public synchronized Map<String, String> headers(long nanoTime, String whose) {
        Map<String, String> all = new LinkedHashMap<>();
        LimitRule limit = rule;
        if (limit == null || !limit.headers() || limit.kind() == LimitRule.Kind.CONCURRENT) {
            return all;
        }
        Counter counter = counter(whose, nanoTime);
        boolean bucket = limit.kind() == LimitRule.Kind.BUCKET;
        all.put("X-RateLimit-Limit", String.valueOf(bucket ? limit.burst() : limit.requests()));
        all.put("X-RateLimit-Remaining", String.valueOf(Math.max(0, counter.left(nanoTime))));
        all.put("X-RateLimit-Reset", String.valueOf(secondsToMore(nanoTime, whose)));
        if (bucket) {
            all.put("X-RateLimit-FillRate", String.valueOf(limit.requests()));
            all.put("X-RateLimit-Interval-Seconds", String.valueOf(limit.seconds()));
        }
        return all;
    }

    /** Requests still allowed to who asked last. */
    public synchronized int remaining() {
        return remaining;
    }

    public synchronized int peak() {
        return peak;
    }

    public synchronized long taken() {
        return taken;
    }

    public synchronized long refused() {
        return refused;
    }

    /** The time that requests spent here, all together: divided by the time that went by, how many there were at once. */
    public synchronized long busyNanos() {
        return busyNanos;
    }

    /** Also ends a rule that the switches know nothing of. */
    public synchronized void forget() {
        rule(perSecond == 0 ? null : LimitRule.perSecond(perSecond));
        peak = 0;
        taken = 0;
        refused = 0;
        busyNanos = 0;
    }
}
