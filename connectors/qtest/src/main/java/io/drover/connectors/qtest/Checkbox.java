package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.spi.TargetField.Type;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Yes and no in a check box field, which in qTest is a list of allowed values. Ticked is the value whose label says so, or
 * the only one.
 */
final class Checkbox {

    private static final Set<String> YES = Set.of("true", "yes", "on");
    private static final Set<String> NO = Set.of("false", "no", "off");

    private Checkbox() {}

    /**
     * Neither yes nor no. Where the field has no value for no, nothing ticked means no, and an empty text nothing at all.
     *
     * @param field of any type whose empty value is an empty text
     */
    static String none(QTestField field) {
        return field.type() == Type.CHECKBOX && labelled(field, NO).isPresent() ? Properties.NO_VALUES : "";
    }

    static String encode(QTestField field, JsonNode value) throws Unwritable {
        Optional<QTestField.Value> yes = yes(field);
        if (yes.isPresent() && value.asText().equals("true")) {
            return "[" + yes.get().id() + "]";
        }
        if (yes.isPresent() && value.asText().equals("false")) {
            return labelled(field, NO).map(no -> "[" + no.id() + "]").orElse("[]");
        }
        return Properties.ids(field, value);
    }

    /** @param labels of the values that are ticked */
    static JsonNode decode(QTestField field, JsonNode labels) {
        Optional<String> yes = yes(field).map(QTestField.Value::label);
        if (yes.isPresent() && labels.size() == 1 && labels.get(0).asText().equals(yes.get())) {
            return TextNode.valueOf("true");
        }
        boolean no = labels.isEmpty()
                ? labelled(field, NO).isEmpty()
                : labels.size() == 1 && says(labels.get(0).asText(), NO);
        if (yes.isPresent() && no) {
            return TextNode.valueOf("false");
        }
        return labels.size() == 1 ? labels.get(0) : labels;
    }

    private static Optional<QTestField.Value> yes(QTestField field) {
        Optional<QTestField.Value> labelled = labelled(field, YES);
        return labelled.isPresent() || field.values().size() != 1
                ? labelled
                : Optional.of(field.values().getFirst());
    }

    private static Optional<QTestField.Value> labelled(QTestField field, Set<String> words) {
        return field.values().stream().filter(v -> says(v.label(), words)).findFirst();
    }

    private static boolean says(String label, Set<String> words) {
        return words.contains(label.strip().toLowerCase(Locale.ROOT));
    }
}
