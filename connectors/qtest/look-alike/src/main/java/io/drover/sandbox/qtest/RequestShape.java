package io.drover.sandbox.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The fields that a request object may have (docs/contracts/zephyr-scale-and-qtest.md §3.3, and the OpenAPI document that it names); everything else is refused with its name. */
final class RequestShape {

    enum Type {
        TEXT,
        INTEGER,
        FLAG,
        LIST,
        OBJECT,
        /** Text, or a bare number where the system accepts one. */
        VALUE
    }

    private final String name;
    private final Map<String, Type> fields = new HashMap<>();
    private final Set<String> required = new HashSet<>();

    RequestShape(String name) {
        this.name = name;
    }

    RequestShape with(Type type, String... names) {
        for (String field : names) {
            fields.put(field, type);
        }
        return this;
    }

    RequestShape requires(String... names) {
        required.addAll(Set.of(names));
        return this;
    }

    /** The request's body as an object of this shape. */
    JsonNode object(IncomingRequest call) {
        return check(parse(call), "");
    }

    static JsonNode parse(IncomingRequest call) {
        try {
            JsonNode body = Json.MAPPER.readTree(call.body());
            if (body == null || body.isMissingNode()) {
                throw QTestErrors.badRequest("The request has no body");
            }
            characters(body);
            return body;
        } catch (IOException e) {
            throw QTestErrors.badRequest("The request body is not JSON");
        }
    }

    /** Refuses characters that XML 1.0 does not have: such a server cannot keep or hand them on. */
    private static void characters(JsonNode node) {
        if (node.isTextual()) {
            String text = node.textValue();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c >= '\uFFFE') {
                    throw QTestErrors.badRequest("Invalid character U+%04X in a text".formatted((int) c));
                }
            }
        } else {
            node.forEach(RequestShape::characters);
        }
    }

    /** @param where the path to the object, ending in a dot, for messages */
    JsonNode check(JsonNode object, String where) {
        if (!object.isObject()) {
            throw QTestErrors.badRequest(where + name + " should be an object");
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Type type = fields.get(field.getKey());
            if (type == null) {
                throw QTestErrors.badRequest("Unrecognized field \"" + where + field.getKey() + "\" in " + name);
            }
            if (!fits(type, field.getValue())) {
                throw QTestErrors.badRequest("\"" + where + field.getKey() + "\" in " + name + " should be of type "
                        + type.name().toLowerCase(java.util.Locale.ROOT));
            }
        }
        for (String field : required) {
            if (!object.hasNonNull(field)) {
                throw QTestErrors.badRequest("\"" + where + field + "\" is required in " + name);
            }
        }
        return object;
    }

    private static boolean fits(Type type, JsonNode value) {
        return value.isNull()
                || switch (type) {
                    case TEXT -> value.isTextual();
                    case INTEGER -> value.isIntegralNumber();
                    case FLAG -> value.isBoolean();
                    case LIST -> value.isArray();
                    case OBJECT -> value.isObject();
                    case VALUE -> value.isTextual() || value.isIntegralNumber();
                };
    }

    /** The place among siblings that the object asks for. */
    static int order(JsonNode object, int otherwise) {
        JsonNode order = object.path("order");
        if (!object.hasNonNull("order")) {
            return otherwise;
        }
        if (!order.canConvertToInt()) {
            throw QTestErrors.badRequest("\"order\" should be a 32-bit integer, not " + order);
        }
        return order.intValue();
    }

    /** Refuses query parameters of a write that the operation does not have. */
    static void onlyQuery(IncomingRequest call, Set<String> known) {
        for (String name : call.queryNames()) {
            if (!known.contains(name)) {
                throw QTestErrors.badRequest("Unknown query parameter \"" + name + "\"");
            }
        }
    }
}
