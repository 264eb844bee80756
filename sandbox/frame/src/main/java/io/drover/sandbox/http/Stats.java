package io.drover.sandbox.http;

import io.drover.sandbox.faults.RateLimit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What was asked and answered, and the limit of each system. Safe for any thread. */
public final class Stats {

    private final Map<String, RateLimit> limits = new LinkedHashMap<>();
    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();

    /** @param systems names of those that have a limit */
    public Stats(Collection<String> systems) {
        systems.forEach(system -> limits.put(system, new RateLimit()));
    }

    /** Answers by status code. */
    public Map<Integer, Long> answers() {
        Map<Integer, Long> all = new TreeMap<>();
        answers.forEach((status, count) -> all.put(status, count.sum()));
        return all;
    }

    /** By system. */
    public Map<String, RateLimit> limits() {
        return limits;
    }

    /** @throws IllegalArgumentException when there is no such system */
    public RateLimit limit(String system) {
        RateLimit limit = limits.get(system);
        if (limit == null) {
            throw new IllegalArgumentException(
                    "there are the systems " + String.join(" and ", limits.keySet()) + ", not " + system);
        }
        return limit;
    }

    void answered(int status) {
        answers.computeIfAbsent(status, s -> new LongAdder()).increment();
    }

    public void forget() {
        answers.clear();
        limits.values().forEach(RateLimit::forget);
    }
}
