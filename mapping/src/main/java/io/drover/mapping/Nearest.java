package io.drover.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that somebody may have meant. */
final class Nearest {

    private static final int SHOWN = 3;

    private Nearest() {}

    /** "did you mean …?", or the first known names when none is near. */
    static String advice(String given, Collection<String> known) {
        List<String> near = known.stream()
                .distinct()
                .filter(name -> distance(given, name) <= Math.max(2, name.length() / 3))
                .sorted(Comparator.comparingInt((String name) -> distance(given, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
        if (!near.isEmpty()) {
            return "did you mean " + quoted(near) + "?";
        }
        List<String> some = known.stream().distinct().sorted().limit(10).toList();
        return some.isEmpty() ? "none is known" : "known are " + quoted(some) + (known.size() > 10 ? " …" : "");
    }

    /** Levenshtein distance without regard to case. */
    static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }

    private static String quoted(List<String> names) {
        return "\"" + String.join("\", \"", names) + "\"";
    }
}
