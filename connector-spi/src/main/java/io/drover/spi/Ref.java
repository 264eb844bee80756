package io.drover.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reference from one record's body to another record, by origin id: {@code {"$ref": {"kind": "folder", "id": "12"}}}.
 * The loader replaces each by the id that the referred record has in the target, as a JSON string.
 */
public record Ref(String entityType, String id) {

    private static final String KEY = "$ref";

    public ObjectNode toNode() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putObject(KEY).put("kind", entityType).put("id", id);
        return node;
    }

    /** The reference that {@code node} is, if it is one. */
    public static Optional<Ref> of(JsonNode node) {
        if (!node.isObject() || node.size() != 1 || !node.path(KEY).isObject()) {
            return Optional.empty();
        }
        JsonNode inner = node.get(KEY);
        return Optional.of(new Ref(inner.path("kind").asText(), inner.path("id").asText()));
    }

    /** All references in {@code node}, in document order. */
    public static Set<Ref> in(JsonNode node) {
        Set<Ref> found = new LinkedHashSet<>();
        collect(node, found);
        return found;
    }

    /**
     * A copy of {@code body} in which each reference is its target id. One for which {@code targetId} answers empty stays
     * as it is.
     */
    public static ObjectNode resolve(ObjectNode body, Function<Ref, Optional<String>> targetId) {
        ObjectNode copy = body.deepCopy();
        replaceAll(copy, ref -> targetId.apply(ref).map(TextNode::valueOf).orElse(null));
        return copy;
    }

    /** A copy of {@code body} in which these references are null. */
    public static ObjectNode without(ObjectNode body, Set<Ref> refs) {
        ObjectNode copy = body.deepCopy();
        replaceAll(copy, ref -> refs.contains(ref) ? NullNode.getInstance() : null);
        return copy;
    }

    private static void collect(JsonNode node, Set<Ref> found) {
        if (!node.isContainerNode()) {
            return;
        }
        Optional<Ref> ref = of(node);
        if (ref.isPresent()) {
            found.add(ref.get());
        } else {
            node.forEach(child -> collect(child, found));
        }
    }

    /** @param by what stands for a reference, null to leave it */
    private static void replaceAll(JsonNode node, Function<Ref, @Nullable JsonNode> by) {
        switch (node) {
            case ObjectNode object -> {
                for (Map.Entry<String, JsonNode> field : new ArrayList<>(object.properties())) {
                    object.set(field.getKey(), replaced(field.getValue(), by));
                }
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, replaced(array.get(i), by));
                }
            }
            default -> {
                // A scalar holds no reference.
            }
        }
    }

    private static JsonNode replaced(JsonNode child, Function<Ref, @Nullable JsonNode> by) {
        Optional<Ref> ref = of(child);
        if (ref.isPresent()) {
            JsonNode instead = by.apply(ref.get());
            return instead == null ? child : instead;
        }
        if (child.isContainerNode()) {
            replaceAll(child, by);
        }
        return child;
    }
}
