package io.drover.worker;

import io.drover.staging.Manifest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a result says of a manifest's parts. There may be thousands of numbered parts ({@code level-001-0000}, …); a message
 * is small, so it tells how many there are of a family ({@code level-001-* → 12}) and leaves the lines to the manifest.
 */
final class PartNames {

    private static final Pattern NUMBERED = Pattern.compile("(.+)-(\\d{4,9})");

    private static final String MANY = "-*";

    private PartNames() {}

    /**
     * The numbered parts of a family, by number.
     *
     * @param family for example {@code specs-testcase-*}
     */
    static List<Manifest.Part> family(List<Manifest.Part> parts, String family) {
        TreeMap<Integer, Manifest.Part> numbered = new TreeMap<>();
        for (Manifest.Part part : parts) {
            Matcher name = NUMBERED.matcher(part.name());
            if (name.matches() && family.equals(name.group(1) + MANY)) {
                numbered.put(Integer.parseInt(name.group(2)), part);
            }
        }
        return List.copyOf(numbered.values());
    }

    static Map<String, Integer> counts(List<Manifest.Part> parts) {
        Map<String, Integer> counts = new HashMap<>();
        for (Manifest.Part part : parts) {
            Matcher numbered = NUMBERED.matcher(part.name());
            if (numbered.matches()) {
                counts.merge(numbered.group(1) + MANY, 1, Integer::sum);
            } else {
                counts.put(part.name(), Math.toIntExact(part.records()));
            }
        }
        return counts;
    }
}
