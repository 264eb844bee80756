package io.drover.connectors.qtest.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Bodies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test case to write. Entity type {@code testcase}.
 *
 * @param parent the module: a {@link io.drover.spi.Ref} node or, resolved, a text node with the target id; null when the
 *     source has no folder for it
 * @param fields by label; a text node, for a multi choice an array of text nodes in the target's order of values; a null node
 *     says that there is no value
 * @param order place among the cases of its module: smaller is earlier; null when the source has none
 */
public record TargetCase(
        String name,
        String description,
        String precondition,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable JsonNode parent,
        Map<String, JsonNode> fields,
        List<TargetStep> steps,
        @Nullable Integer order) {

    /** The entity type. */
    public static final String TYPE = "testcase";

    public TargetCase {
        parent = parent == null || parent.isNull() ? null : parent;
        steps = List.copyOf(steps);
    }

    /** Without a place. */
    public TargetCase(
            String name,
            String description,
            String precondition,
            @Nullable JsonNode parent,
            Map<String, JsonNode> fields,
            List<TargetStep> steps) {
        this(name, description, precondition, parent, fields, steps, null);
    }

    public ObjectNode toNode() {
        return Bodies.toNode(this);
    }

    public static TargetCase of(JsonNode body) {
        return Bodies.of(body, TargetCase.class);
    }
}
