package io.drover.coordinator.domain;

import java.util.HashMap;
import java.util.Map;

/** What an operation left: a total that is called like a family of numbered parts is how many lines these have. */
record Left(Map<String, Integer> parts, Map<String, Long> totals) {

    static Left of(Map<String, Integer> parts, Map<String, Long> totals) {
        Map<String, Integer> lines = new HashMap<>(parts);
        Map<String, Long> others = new HashMap<>(totals);
        for (String part : parts.keySet()) {
            String name =
                    part.endsWith(StepState.FAMILY) ? part.substring(0, part.length() - StepState.FAMILY.length()) : "";
            Long total = others.remove(name);
            if (total != null) {
                lines.put(name, Math.toIntExact(total));
            }
        }
        return new Left(lines, others);
    }
}
