package io.drover.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The places of a record's body that are compared and overwritten each by itself: its properties, and where a property is an
 * object, what that holds: {@code name}, {@code fields.Priority}. A list is one place.
 */
public final class Places {

    private Places() {}

    /** Values by place, in the order of the body; nulls too. */
    public static Map<String, JsonNode> of(ObjectNode body) {
        Map<String, JsonNode> places = new LinkedHashMap<>();
        body.properties().forEach(property -> {
            if (property.getValue().isObject()) {
                property.getValue()
                        .properties()
                        .forEach(inner -> places.put(property.getKey() + "." + inner.getKey(), inner.getValue()));
            } else {
                places.put(property.getKey(), property.getValue());
            }
        });
        return places;
    }

    /** Puts a value where {@code place} is. */
    public static void set(ObjectNode body, String place, JsonNode value) {
        int dot = place.indexOf('.');
        if (dot > 0 && body.path(place.substring(0, dot)).isObject()) {
            body.withObjectProperty(place.substring(0, dot)).set(place.substring(dot + 1), value);
        } else {
            body.set(place, value);
        }
    }

    /** Leaves a place to what is there already: an empty one is not mentioned, where that is possible. */
    public static void keep(ObjectNode body, String place, JsonNode there) {
        int dot = place.indexOf('.');
        if (isEmpty(there) && dot > 0 && body.path(place.substring(0, dot)) instanceof ObjectNode inner) {
            inner.remove(place.substring(dot + 1));
        } else {
            set(body, place, there);
        }
    }

    /** Whether a place holds no value: null, an empty text, an empty list. */
    public static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }
}
