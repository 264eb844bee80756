package io.drover.benchmarks;

import java.net.URI;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the coordinator's decisions took, from the histogram among its metrics. A quantile is the upper bound of the bucket that
 * it is in, some 10 to 50 % too much.
 */
final class DecisionTimes {

    private static final Pattern LINE = Pattern.compile(
            "(?m)^drover_decide_duration_seconds_(bucket|max)(?:\\{(?:[^}\\n]*le=\"([^\"]+)\")?[^}\\n]*\\})? (\\S+)$");

    private final JsonHttp http;
    private final URI metrics;
    private NavigableMap<Double, Long> before = new TreeMap<>();
    private double longest;

    DecisionTimes(JsonHttp http, URI coordinator) {
        this.http = http;
        this.metrics = coordinator.resolve("/q/metrics");
    }

    /**
     * @param count decisions since {@link #begin}
     * @param p50 in milliseconds, as the others
     * @param longest the longest that was seen, a look each second
     */
    record Reading(long count, double p50, double p99, double longest) {}

    /** What was decided so far does not count. */
    void begin() {
        before = look();
        longest = 0;
    }

    /** To be called now and then: the process forgets its longest after some minutes. */
    void sample() {
        look();
    }

    Reading read() {
        NavigableMap<Double, Long> now = look();
        TreeMap<Double, Long> since = new TreeMap<>();
        now.forEach((bound, count) -> since.put(bound, count - before.getOrDefault(bound, 0L)));
        long count = since.isEmpty() ? 0 : since.lastEntry().getValue();
        return new Reading(count, quantile(since, count, 0.5), quantile(since, count, 0.99), 1000 * longest);
    }

    /** @param since cumulative, by upper bound in seconds */
    static double quantile(NavigableMap<Double, Long> since, long count, double share) {
        for (var bucket : since.entrySet()) {
            if (count > 0 && bucket.getValue() >= share * count) {
                return 1000 * bucket.getKey();
            }
        }
        return 0;
    }

    private NavigableMap<Double, Long> look() {
        NavigableMap<Double, Long> buckets = new TreeMap<>();
        Matcher lines = LINE.matcher(http.text(metrics));
        while (lines.find()) {
            double value = Double.parseDouble(lines.group(3));
            if (lines.group(1).equals("max")) {
                longest = Math.max(longest, value);
            } else {
                String bound = lines.group(2);
                buckets.put(bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound), (long) value);
            }
        }
        return buckets;
    }
}
