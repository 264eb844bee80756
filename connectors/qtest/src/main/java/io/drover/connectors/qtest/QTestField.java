package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.spi.TargetField;
import io.drover.spi.TargetField.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One field of test cases.
 *
 * @param values in the order that users see
 * @param raw as qTest gave it
 */
record QTestField(
        long id,
        String label,
        Type type,
        boolean required,
        boolean system,
        boolean active,
        List<Value> values,
        JsonNode raw) {

    /** One allowed value. */
    record Value(long id, String label, int order, boolean active, JsonNode raw) {

        static Value of(JsonNode node) {
            return new Value(
                    node.path("value").longValue(),
                    node.path("label").asText(""),
                    node.path("order").asInt(),
                    node.path("is_active").asBoolean(true),
                    node);
        }
    }

    QTestField {
        values = values.stream()
                .sorted(Comparator.comparingInt(Value::order).thenComparingLong(Value::id))
                .toList();
    }

    static boolean choice(Type type) {
        return switch (type) {
            case CHOICE, MULTI_CHOICE, CHECKBOX -> true;
            case TEXT, RICH_TEXT, NUMBER, DATE, DATE_TIME, USER, URL -> false;
        };
    }

    /** The value of that label: an active one before an inactive one, the older of two. */
    Optional<Value> value(String valueLabel) {
        return values.stream()
                .filter(v -> v.label().equals(valueLabel))
                .min(Comparator.comparing((Value v) -> !v.active()).thenComparingLong(Value::id));
    }

    Optional<Value> value(long valueId) {
        return values.stream().filter(v -> v.id() == valueId).findFirst();
    }

    TargetField toTargetField() {
        List<String> labels = values.stream()
                .filter(Value::active)
                .map(Value::label)
                .distinct()
                .toList();
        return new TargetField(TargetCase.TYPE, label, type, labels, required, system, 0);
    }
}
