package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.spi.TargetField.Type;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values by label, as the mapping writes them, to qTest's list by field id, where every value is a string, and back
 * (docs/contracts/zephyr-scale-and-qtest.md §3.4).
 */
final class Properties {

    private static final Pattern ID = Pattern.compile("\\d+");
    private static final String MIDNIGHT = "T00:00:00+00:00";
    static final String NO_VALUES = "[]";
    private static final int DATE_LENGTH = "2020-01-01".length();

    private final QTestFields fields;

    Properties(QTestFields fields) {
        this.fields = fields;
    }

    /**
     * @param written as qTest takes them
     * @param clears the fields that {@code written} clears, by the label in the record's body
     * @param uncleared likewise those that should be empty and that qTest cannot clear; not in {@code written}
     */
    record Encoded(ArrayNode written, Map<String, QTestField> clears, Map<String, QTestField> uncleared) {

        private Encoded() {
            this(JsonNodeFactory.instance.arrayNode(), new LinkedHashMap<>(), new LinkedHashMap<>());
        }

        /** The values alone. */
        ArrayNode withoutClears() {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            for (JsonNode property : written) {
                long id = property.path("field_id").longValue();
                if (clears.values().stream().noneMatch(field -> field.id() == id)) {
                    kept.add(property);
                }
            }
            return kept;
        }

        private void put(QTestField field, String value) {
            written.addObject().put("field_id", field.id()).put("field_value", value);
        }
    }

    /** @param update whether values that are there have to go; a new record simply gets none */
    Encoded encode(Map<String, JsonNode> values, boolean update) throws Unwritable {
        Encoded encoded = new Encoded();
        for (Map.Entry<String, JsonNode> entry : values.entrySet()) {
            QTestField field = fields.find(entry.getKey())
                    .orElseThrow(() -> new Unwritable(
                            "FIELD_UNKNOWN",
                            entry.getKey(),
                            "",
                            "The project has no such field of test cases; create it, or take it out of the mapping."));
            if (!empty(entry.getValue())) {
                encoded.put(field, encode(field, entry.getValue()));
            } else if (update && clearable(field)) {
                encoded.put(field, field.type() == Type.MULTI_CHOICE ? NO_VALUES : Checkbox.none(field));
                encoded.clears.put(entry.getKey(), field);
            } else if (update) {
                encoded.uncleared.put(entry.getKey(), field);
            }
        }
        return encoded;
    }

    private static boolean empty(JsonNode value) {
        return value.isNull()
                || (value.isArray() ? value.isEmpty() : value.asText().isEmpty());
    }

    /** A single choice cannot be cleared through the API, a required field must not be (docs/contracts/zephyr-scale-and-qtest.md §3.4). */
    private static boolean clearable(QTestField field) {
        return field.type() != Type.CHOICE && !field.required();
    }

    /** Ids of the fields that have a value in these properties. */
    static Set<Long> ids(JsonNode properties) {
        Set<Long> ids = new HashSet<>();
        properties.forEach(property -> ids.add(property.path("field_id").longValue()));
        return ids;
    }

    /** What is empty is left out: nothing written is nothing found. */
    Map<String, JsonNode> decode(JsonNode properties) {
        return decode(properties, Set.of());
    }

    /** @param without ids of fields that are left out */
    Map<String, JsonNode> decode(JsonNode properties, Set<Long> without) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (JsonNode property : properties) {
            String value = property.path("field_value").asText("");
            boolean wanted = !without.contains(property.path("field_id").longValue());
            if (wanted && !property.path("field_value").isNull() && !value.isEmpty()) {
                fields.find(property.path("field_id").longValue()).ifPresent(field -> {
                    JsonNode decoded = decode(field, value);
                    if (!empty(decoded)) {
                        values.put(field.label(), decoded);
                    }
                });
            }
        }
        return values;
    }

    private static String encode(QTestField field, JsonNode value) throws Unwritable {
        return switch (field.type()) {
            case CHOICE -> value.asText().isEmpty() ? "" : Long.toString(id(field, value.asText()));
            case MULTI_CHOICE -> ids(field, value);
            case CHECKBOX -> Checkbox.encode(field, value);
            case DATE -> value.asText().length() == DATE_LENGTH ? value.asText() + MIDNIGHT : value.asText();
            case DATE_TIME ->
                value.asText().endsWith("Z")
                        ? value.asText().substring(0, value.asText().length() - 1) + "+00:00"
                        : value.asText();
            case TEXT, RICH_TEXT, NUMBER, USER, URL -> value.asText();
        };
    }

    private static JsonNode decode(QTestField field, String value) {
        return switch (field.type()) {
            case CHOICE -> TextNode.valueOf(label(field, value));
            case MULTI_CHOICE -> labels(field, value);
            case CHECKBOX -> Checkbox.decode(field, labels(field, value));
            case DATE -> TextNode.valueOf(value.length() > DATE_LENGTH ? value.substring(0, DATE_LENGTH) : value);
            case DATE_TIME -> TextNode.valueOf(utc(value));
            case USER -> TextNode.valueOf(value.equals(NO_VALUES) ? "" : value);
            case TEXT, RICH_TEXT, NUMBER, URL -> TextNode.valueOf(value);
        };
    }

    /** The mapping writes times in UTC; qTest shows them with an offset. */
    private static String utc(String value) {
        try {
            return DateTimeFormatter.ISO_INSTANT.format(OffsetDateTime.parse(value));
        } catch (DateTimeException e) {
            return value;
        }
    }

    static String ids(QTestField field, JsonNode value) throws Unwritable {
        List<Long> ids = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode label : value) {
                ids.add(id(field, label.asText()));
            }
        } else if (!value.asText().isEmpty()) {
            ids.add(id(field, value.asText()));
        }
        return ids.toString().replace(" ", "");
    }

    private static long id(QTestField field, String label) throws Unwritable {
        return field.value(label)
                .orElseThrow(() -> new Unwritable(
                        "VALUE_NOT_ALLOWED",
                        field.label(),
                        label,
                        "The field has no such allowed value; add the value in qTest, or map it to another one."))
                .id();
    }

    private static ArrayNode labels(QTestField field, String value) {
        List<QTestField.Value> chosen = new ArrayList<>();
        Matcher ids = ID.matcher(value);
        while (ids.find()) {
            field.value(Long.parseLong(ids.group())).ifPresent(chosen::add);
        }
        chosen.sort(Comparator.comparingInt(field.values()::indexOf));
        ArrayNode labels = JsonNodeFactory.instance.arrayNode();
        chosen.forEach(v -> labels.add(v.label()));
        return labels;
    }

    /** An id that the field does not have stays to be seen as it is: it must not pass for the right value. */
    private static String label(QTestField field, String value) {
        return ID.matcher(value).matches()
                ? field.value(Long.parseLong(value))
                        .map(QTestField.Value::label)
                        .orElse(value)
                : value;
    }
}
