package io.drover.coordinator.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What became of a document, as RFC 7396 has it: members that are new or different, and null for those that are gone. Lists
 * that grow and shrink in the middle are patched by the keys of their items instead of being written whole: an item keeps its
 * place, a new one comes last. Where that would give another order, the list is written whole.
 */
final class StatePatch {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The lists by name, each with what tells its items apart. */
    private static final Map<String, Function<JsonNode, String>> KEYED = Map.of(
            "steps", step -> step.path("id").asText(),
            "open",
                    batch -> batch.path("phase").asText() + "/"
                            + batch.path("number").asText(),
            "levels", level -> level.path("name").asText());

    private StatePatch() {}

    /** A patch by which {@link #apply} makes {@code after} of {@code before}; neither has a member that is null. */
    static ObjectNode between(JsonNode before, JsonNode after) {
        ObjectNode patch = NODES.objectNode();
        for (Map.Entry<String, JsonNode> member : after.properties()) {
            JsonNode was = before.get(member.getKey());
            JsonNode is = member.getValue();
            if (was == null) {
                patch.set(member.getKey(), is);
            } else if (!was.equals(is)) {
                patch.set(member.getKey(), member(member.getKey(), was, is));
            }
        }
        before.fieldNames().forEachRemaining(name -> {
            if (!after.has(name)) {
                patch.putNull(name);
            }
        });
        return patch;
    }

    private static JsonNode member(String name, JsonNode was, JsonNode is) {
        if (was.isObject() && is.isObject()) {
            return between(was, is);
        }
        Map<String, JsonNode> before = byKey(name, was);
        Map<String, JsonNode> after = byKey(name, is);
        if (before == null || after == null || !keepsOrder(before, after)) {
            return is;
        }
        return between(object(before), object(after));
    }

    private static boolean keepsOrder(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        List<String> order = new ArrayList<>(before.keySet());
        order.retainAll(after.keySet());
        after.keySet().stream().filter(key -> !before.containsKey(key)).forEach(order::add);
        return order.equals(List.copyOf(after.keySet()));
    }

    /** The document after a patch; the one before it is left as it is. */
    static JsonNode apply(@Nullable JsonNode before, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = NODES.objectNode();
        if (before instanceof ObjectNode object) {
            result.setAll(object);
        }
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = member.getKey();
            JsonNode change = member.getValue();
            JsonNode was = result.get(name);
            Map<String, JsonNode> items = was == null || !change.isObject() ? null : byKey(name, was);
            if (change.isNull()) {
                result.remove(name);
            } else if (items == null) {
                result.set(name, apply(was, change));
            } else {
                ArrayNode list = result.putArray(name);
                apply(object(items), change).forEach(list::add);
            }
        }
        return result;
    }

    /** The items of a list that is patched by keys; null when it is none, or two of them have one key. */
    private static @Nullable Map<String, JsonNode> byKey(String name, JsonNode list) {
        Function<JsonNode, String> key = KEYED.get(name);
        if (key == null || !list.isArray()) {
            return null;
        }
        Map<String, JsonNode> items = new LinkedHashMap<>();
        list.forEach(item -> items.put(key.apply(item), item));
        return items.size() == list.size() ? items : null;
    }

    private static ObjectNode object(Map<String, JsonNode> members) {
        return NODES.objectNode().setAll(members);
    }
}
