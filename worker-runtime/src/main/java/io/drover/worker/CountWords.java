package io.drover.worker;

import io.drover.contracts.Counts;
import java.util.HashMap;
import java.util.Map;

/** {@link Counts} as the words of a manifest. */
final class CountWords {

    private CountWords() {}

    static Map<String, Long> toMap(Counts counts) {
        return Map.of(
                "in", counts.in(),
                "out", counts.out(),
                "skipped", counts.skipped(),
                "rejected", counts.rejected(),
                "dropped", counts.dropped(),
                "different", counts.different(),
                "updated", counts.updated());
    }

    /** What is there besides the words of {@link Counts}. */
    static Map<String, Long> totals(Map<String, Long> words) {
        Map<String, Long> totals = new HashMap<>(words);
        totals.keySet().removeAll(toMap(Counts.NONE).keySet());
        return totals;
    }

    static Counts of(Map<String, Long> words) {
        return new Counts(
                words.getOrDefault("in", 0L),
                words.getOrDefault("out", 0L),
                words.getOrDefault("skipped", 0L),
                words.getOrDefault("rejected", 0L),
                words.getOrDefault("dropped", 0L),
                words.getOrDefault("different", 0L),
                words.getOrDefault("updated", 0L));
    }
}
