package io.drover.connectors.agola.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Brings the fields of a record into the order of its shape. */
final class Sorter {

    /** Go sorts by the bytes of UTF-8, which is the order of code points; Java's order of texts is another. */
    static final Comparator<String> BY_BYTES = Sorter::compareBytes;

    private Sorter() {}

    static JsonNode sort(JsonNode value, Shape shape) {
        return switch (shape) {
            case Shape.Struct struct when value instanceof ObjectNode object -> sortFields(object, struct);
            case Shape.MapOf map
            when value instanceof ObjectNode object -> {
                TreeMap<String, JsonNode> sorted = new TreeMap<>(BY_BYTES);
                object.properties().forEach(entry -> sorted.put(entry.getKey(), sort(entry.getValue(), map.value())));
                yield GoJson.MAPPER.createObjectNode().setAll(sorted);
            }
            case Shape.ListOf list
            when value instanceof ArrayNode array -> {
                ArrayNode sorted = GoJson.MAPPER.createArrayNode();
                array.forEach(element -> sorted.add(sort(element, list.element())));
                yield sorted;
            }
            case Shape.Steps steps
            when value instanceof ArrayNode array -> {
                ArrayNode sorted = GoJson.MAPPER.createArrayNode();
                array.forEach(step -> sorted.add(sortStep(step, steps)));
                yield sorted;
            }
            case Shape other -> value;
        };
    }

    private static JsonNode sortStep(JsonNode step, Shape.Steps steps) {
        if (!(step instanceof ObjectNode)) {
            return step;
        }
        String type = step.path("type").asText();
        Shape.Struct struct = steps.types().get(type);
        return struct == null ? GoJson.MAPPER.createObjectNode().put("type", type) : sort(step, struct);
    }

    private static ObjectNode sortFields(ObjectNode object, Shape.Struct struct) {
        ObjectNode sorted = GoJson.MAPPER.createObjectNode();
        for (Field field : struct.fields()) {
            JsonNode value = object.get(field.name());
            if (value != null) {
                sorted.set(field.name(), sort(value, field.shape()));
            }
        }
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!sorted.has(entry.getKey())) {
                sorted.set(entry.getKey(), entry.getValue());
            }
        }
        return sorted;
    }

    private static int compareBytes(String left, String right) {
        int end = Math.min(left.length(), right.length());
        for (int i = 0; i < end; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                boolean oneIsSupplementary = Character.isSurrogate(l) != Character.isSurrogate(r);
                return oneIsSupplementary ? (Character.isSurrogate(l) ? 1 : -1) : Character.compare(l, r);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
