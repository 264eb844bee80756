package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.connectors.qtest.model.TargetModule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Modules as qTest writes them and as the mapping does. The description keeps the origin. */
final class ModuleJson {

    private ModuleJson() {}

    static ObjectNode encode(TargetModule module, QTestSettings settings) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", module.name())
                .put("description", settings.mark().written(module.origin()));
        if (settings.order() && module.order() != null) {
            json.put("order", module.order());
        }
        return json;
    }

    /** Without its place among others: qTest may count anew. */
    static TargetModule decode(JsonNode json, QTestSettings settings) {
        String parent = parent(json, settings);
        return new TargetModule(
                json.path("name").asText(""),
                settings.mark().read(origin(json)),
                parent == null ? null : TextNode.valueOf(parent));
    }

    /** As it is written. */
    static String origin(JsonNode json) {
        return json.path("description").isNull() ? "" : json.path("description").asText("");
    }

    /** A listing of modules with its descendants, flat; qTest nests children, and each level names its parent. */
    static List<JsonNode> flat(Iterable<JsonNode> modules) {
        List<JsonNode> all = new ArrayList<>();
        collect(modules, all);
        return all;
    }

    private static void collect(Iterable<JsonNode> modules, List<JsonNode> all) {
        for (JsonNode module : modules) {
            all.add(module);
            collect(module.path("children"), all);
        }
    }

    /** Id of the module that it is in, null at the top. */
    static @Nullable String parent(JsonNode json, QTestSettings settings) {
        String id = json.path("parent_id").asText("");
        return json.path("parent_id").asLong(0) == 0 || id.equals(settings.rootModuleId()) ? null : id;
    }
}
