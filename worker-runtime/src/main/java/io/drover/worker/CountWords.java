package io.drover.worker;

import io.drover.contracts.Counts;
import io.drover.staging.Manifest;
import java.util.HashMap;
import java.util.Map;

/** {@link Counts} as the words of a manifest, and the totals beside them. */
final class CountWords {

    private CountWords() {}

    /**
     * The counts, and beside them the totals whose names are free: an earlier release looks for those here. All totals are in
     * the manifest's {@code totals}.
     */
    static Map<String, Long> toMap(Counts counts, Map<String, Long> totals) {
        Map<String, Long> words = new HashMap<>(totals);
        words.putAll(toMap(counts));
        return words;
    }

    private static Map<String, Long> toMap(Counts counts) {
        return Map.of(
                "in", counts.in(),
                "out", counts.out(),
                "skipped", counts.skipped(),
                "rejected", counts.rejected(),
                "dropped", counts.dropped(),
                "different", counts.different(),
                "updated", counts.updated());
    }

    /** The totals; of a manifest of an earlier release, what its counts hold besides the words of {@link Counts}. */
    static Map<String, Long> totals(Manifest manifest) {
        if (manifest.totals() != null) {
            return manifest.totals();
        }
        Map<String, Long> totals = new HashMap<>(manifest.counts());
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
