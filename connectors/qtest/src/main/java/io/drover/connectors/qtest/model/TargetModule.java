package io.drover.connectors.qtest.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Bodies;
import org.jspecify.annotations.Nullable;

/**
 * A module (folder) to write. Entity type {@code folder}.
 *
 * @param origin says which source folder this is, kept in the target so that it can be found again
 * @param parent a {@link io.drover.spi.Ref} node or, resolved, a text node with the target id; null at the top
 * @param order place among its siblings: smaller is earlier; null when the source has none
 */
public record TargetModule(
        String name,
        String origin,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable JsonNode parent,
        @Nullable Integer order) {

    /** The entity type. */
    public static final String TYPE = "folder";

    public TargetModule {
        parent = parent == null || parent.isNull() ? null : parent;
    }

    /** Without a place. */
    public TargetModule(String name, String origin, @Nullable JsonNode parent) {
        this(name, origin, parent, null);
    }

    public ObjectNode toNode() {
        return Bodies.toNode(this);
    }

    public static TargetModule of(JsonNode body) {
        return Bodies.of(body, TargetModule.class);
    }
}
