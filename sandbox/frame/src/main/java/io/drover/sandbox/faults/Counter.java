package io.drover.sandbox.faults;

import java.util.ArrayDeque;
import java.util.Deque;

/** What one token or address has used of a {@link LimitRule}. Times are nanoseconds on one scale. */
final class Counter {

    private final LimitRule rule;
    private final Deque<Long> recent = new ArrayDeque<>();
    private long window = Long.MIN_VALUE;
    private int used;
    private double tokens;
    private long filledAt;
    private int onTheirWay;

    Counter(LimitRule rule, long now) {
        this.rule = rule;
        this.tokens = rule.burst();
        this.filledAt = now;
    }

    /** Takes one, if there is one. */
    boolean admit(long now) {
        if (left(now) < 1) {
            return false;
        }
        switch (rule.kind()) {
            case FIXED -> used++;
            case SLIDING -> recent.addLast(now);
            case BUCKET -> tokens--;
            case CONCURRENT -> {
                // Counted below, as for all kinds.
            }
        }
        onTheirWay++;
        return true;
    }

    void answered() {
        onTheirWay--;
    }

    /** How many there are now. */
    int left(long now) {
        return switch (rule.kind()) {
            case FIXED -> {
                long current = Math.floorDiv(now, rule.nanos());
                used = current == window ? used : 0;
                window = current;
                yield rule.requests() - used;
            }
            case SLIDING -> {
                while (!recent.isEmpty() && recent.getFirst() <= now - rule.nanos()) {
                    recent.removeFirst();
                }
                yield rule.requests() - recent.size();
            }
            case BUCKET -> {
                double filled = (double) (now - filledAt) * rule.requests() / rule.nanos();
                tokens = Math.min(rule.burst(), tokens + filled);
                filledAt = now;
                yield (int) tokens;
            }
            case CONCURRENT -> rule.requests() - onTheirWay;
        };
    }

    /** Until there is one more, in nanoseconds. */
    long more(long now) {
        return switch (rule.kind()) {
            case FIXED -> rule.nanos() - Math.floorMod(now, rule.nanos());
            case SLIDING -> recent.isEmpty() ? 0 : recent.getFirst() + rule.nanos() - now;
            case BUCKET -> (long) ((1 - tokens) * rule.nanos() / rule.requests());
            case CONCURRENT -> 0;
        };
    }
}
