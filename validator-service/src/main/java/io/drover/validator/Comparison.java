package io.drover.validator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.worker.Places;
import io.drover.worker.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a record as it should be with what the target has: exactly, down to the character. Null, absent and empty are the
 * same.
 *
 * <p>Every {@link Places place} that is wanted is compared, an empty one too, and each that was written once and is no longer
 * wanted has to be empty. What nobody here ever wrote is not compared: a target gives fields of its own to a record. Neither is
 * a property that the target does not give back at all. Inside lists, such as the steps, both ways are compared: a step, and a
 * value of a step, that nobody wrote is a difference.
 */
final class Comparison {

    private final List<Difference> differences = new ArrayList<>();
    private final @Nullable Written written;
    private boolean edited;

    private Comparison(@Nullable Written written) {
        this.written = written;
    }

    /**
     * All differences in the order of the record; empty when the target has what it should have.
     *
     * @param written what was written last; null when nobody knows
     */
    static List<Difference> of(ObjectNode wanted, ObjectNode found, @Nullable Written written) {
        Comparison comparison = new Comparison(written);
        Map<String, JsonNode> there = Places.of(found);
        Map<String, JsonNode> places = Places.of(wanted);
        places.forEach((place, value) -> {
            if (isGivenBack(found, place)) {
                comparison.place(place, value, there.getOrDefault(place, MissingNode.getInstance()));
            }
        });
        there.forEach((place, value) -> {
            if (!places.containsKey(place) && place.indexOf('.') > 0 && written != null && written.knows(place)) {
                comparison.place(place, MissingNode.getInstance(), value);
            }
        });
        return comparison.differences;
    }

    private static boolean isGivenBack(ObjectNode found, String place) {
        int dot = place.indexOf('.');
        return found.has(dot < 0 ? place : place.substring(0, dot));
    }

    private void place(String place, JsonNode wanted, JsonNode found) {
        if (wanted.equals(found) || (Places.isEmpty(wanted) && Places.isEmpty(found))) {
            return;
        }
        edited = written != null && written.knows(place) && !written.same(place, found);
        compare(place, wanted, found);
    }

    private void compare(String path, JsonNode wanted, JsonNode found) {
        if (wanted.isObject() && found.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            found.fieldNames().forEachRemaining(names::add);
            wanted.fieldNames().forEachRemaining(name -> {
                names.remove(name);
                compare(path + "." + name, wanted.path(name), found.path(name));
            });
            names.forEach(name -> compare(path + "." + name, MissingNode.getInstance(), found.path(name)));
        } else if (wanted.isArray() && found.isArray()) {
            int most = Math.max(wanted.size(), found.size());
            for (int i = 0; i < most; i++) {
                compare("%s[%d]".formatted(path, i + 1), wanted.path(i), found.path(i));
            }
        } else if (!isNothing(wanted) || !isNothing(found)) {
            if (!wanted.equals(found)) {
                differences.add(Difference.between(path, wanted, found, edited));
            }
        }
    }

    private static boolean isNothing(JsonNode node) {
        return node.isNull() || node.isMissingNode();
    }
}
