package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
        if (yes.isPresent()
                && (labels.isEmpty()
                        || (labels.size() == 1 && says(labels.get(0).asText(), NO)))) {
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
