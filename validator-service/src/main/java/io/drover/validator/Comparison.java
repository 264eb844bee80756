package io.drover.validator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Compares a record as it was loaded with what the target has: exactly, down to the character. Null and absent are the
 * same.
 *
 * <p>Everything that was written is compared. What was not written is not: a target gives fields of its own to a record
 * that has none there. Inside lists, such as the steps, both ways are compared: a step, and a value of a step, that nobody
 * wrote is a difference.
 */
final class Comparison {

    private final List<Difference> differences = new ArrayList<>();

    private Comparison() {}

    /** All differences in the order of the record; empty when the target has what was written. */
    static List<Difference> of(ObjectNode written, ObjectNode found) {
        Comparison comparison = new Comparison();
        comparison.compare("", written, found, false);
        return comparison.differences;
    }

    /** @param exact whether {@code found} may have nothing that {@code written} has not */
    private void compare(String path, JsonNode written, JsonNode found, boolean exact) {
        if (written.isObject() && found.isObject()) {
            compareObjects(path, written, found, exact);
        } else if (written.isArray() && found.isArray()) {
            int most = Math.max(written.size(), found.size());
            for (int i = 0; i < most; i++) {
                compare("%s[%d]".formatted(path, i + 1), at(written, i), at(found, i), true);
            }
        } else if (!isNothing(written) || !isNothing(found)) {
            if (!written.equals(found)) {
                differences.add(Difference.between(path, written, found));
            }
        }
    }

    private void compareObjects(String path, JsonNode written, JsonNode found, boolean exact) {
        for (Map.Entry<String, JsonNode> entry : written.properties()) {
            JsonNode other = found.path(entry.getKey());
            if (!isNothing(entry.getValue()) || (exact && !isNothing(other))) {
                compare(below(path, entry.getKey()), entry.getValue(), other, exact);
            }
        }
        if (exact) {
            TreeSet<String> added = new TreeSet<>();
            found.fieldNames().forEachRemaining(added::add);
            written.fieldNames().forEachRemaining(added::remove);
            added.forEach(name -> compare(below(path, name), MissingNode.getInstance(), found.get(name), true));
        }
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static JsonNode at(JsonNode array, int index) {
        return array.path(index);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isNull() || node.isMissingNode();
    }
}
