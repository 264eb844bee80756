package io.drover.coordinator.orchestration;

import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells a sign of life from a copy of one: who repeats those of a worker that died would keep its batch from the next attempt. Of each attempt
 * the newest is remembered, for as many attempts as may live at once.
 */
final class SignsOfLife {

    private static final int KEPT = 10_000;

    private final Map<Attempt, Sign> newest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Attempt, Sign> eldest) {
            return size() > KEPT;
        }
    };

    private record Attempt(String batch, int attempt, String worker) {}

    private record Sign(long at, long durationMs) {
        /** By either: a clock may be set back, and the same attempt may be begun again by the same worker. */
        private boolean isAfter(Sign other) {
            return at > other.at || durationMs > other.durationMs;
        }
    }

    /** Whether it says that an attempt lives, and is no newer than what that attempt said before. */
    synchronized boolean isCopy(Result result) {
        if (!(result.outcome() instanceof Outcome.Running)) {
            return false;
        }
        Attempt attempt = new Attempt(result.batch().toString(), result.attempt(), result.worker());
        Sign sign = new Sign(result.at().toEpochMilli(), result.durationMs());
        Sign before = newest.remove(attempt);
        boolean copy = before != null && !sign.isAfter(before);
        newest.put(attempt, copy ? before : sign);
        return copy;
    }
}
