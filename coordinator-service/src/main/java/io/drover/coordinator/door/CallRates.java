package io.drover.coordinator.door;

import java.util.LinkedHashMap;
import java.util.Map;

/** So many of something in a time, of each key for itself; what is left over is kept up to a burst. */
final class CallRates {

    /** Of more, those that were longest not seen are forgotten, and begin anew. */
    private static final int MOST_KEYS = 10_000;

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private final Map<String, Left> keys = new LinkedHashMap<>(16, 0.75f, true);

    private record Left(double tokens, long at) {}

    CallRates(double perSecond, double burst) {
        this.perSecond = perSecond;
        this.burst = Math.max(1, burst);
    }

    /** Takes one, or none where there is none left. */
    synchronized boolean take(String key, long nanos) {
        Left before = keys.getOrDefault(key, new Left(burst, nanos));
        double now = Math.min(burst, before.tokens() + (nanos - before.at()) / NANOS * perSecond);
        boolean taken = now >= 1;
        keys.put(key, new Left(taken ? now - 1 : now, nanos));
        if (keys.size() > MOST_KEYS) {
            keys.remove(keys.keySet().iterator().next());
        }
        return taken;
    }
}
