package io.drover.worker;

import io.drover.staging.Manifest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a result says of a manifest's parts. There may be thousands of numbered parts ({@code level-001-0000}, …); a message
 * is small, so it tells how many there are of a family ({@code level-001-* → 12}) and leaves the lines to the manifest.
 */
final class PartNames {

    private static final Pattern NUMBERED = Pattern.compile("(.+)-\\d{4,}");

    private PartNames() {}

    static Map<String, Integer> counts(List<Manifest.Part> parts) {
        Map<String, Integer> counts = new HashMap<>();
        for (Manifest.Part part : parts) {
            Matcher numbered = NUMBERED.matcher(part.name());
            if (numbered.matches()) {
                counts.merge(numbered.group(1) + "-*", 1, Integer::sum);
            } else {
                counts.put(part.name(), Math.toIntExact(part.records()));
            }
        }
        return counts;
    }
}
