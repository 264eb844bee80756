package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values by label, as the mapping writes them, to qTest's list by field id, where every value is a string, and back
 * (reference/zephyr-qtest.md §3.4).
 */
final class Properties {

    private static final Pattern ID = Pattern.compile("\\d+");
    private static final String MIDNIGHT = "T00:00:00+00:00";
    private static final int DATE_LENGTH = "2020-01-01".length();

    private final QTestFields fields;

    Properties(QTestFields fields) {
        this.fields = fields;
    }

    ArrayNode encode(Map<String, JsonNode> values) throws Unwritable {
        ArrayNode properties = JsonNodeFactory.instance.arrayNode(values.size());
        for (Map.Entry<String, JsonNode> entry : values.entrySet()) {
            QTestField field = fields.find(entry.getKey())
                    .orElseThrow(() -> new Unwritable(
                            "FIELD_UNKNOWN",
                            entry.getKey(),
                            "",
                            "The project has no such field of test cases; create it, or take it out of the mapping."));
            if (!entry.getValue().isNull()) {
                properties.addObject().put("field_id", field.id()).put("field_value", encode(field, entry.getValue()));
            }
        }
        return properties;
    }

    Map<String, JsonNode> decode(JsonNode properties) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (JsonNode property : properties) {
            String value = property.path("field_value").asText("");
            if (!property.path("field_value").isNull() && !value.isEmpty()) {
                fields.find(property.path("field_id").longValue())
                        .ifPresent(field -> values.put(field.label(), decode(field, value)));
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
            case TEXT, RICH_TEXT, NUMBER, USER, URL -> TextNode.valueOf(value);
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
