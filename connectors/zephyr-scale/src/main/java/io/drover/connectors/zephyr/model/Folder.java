package io.drover.connectors.zephyr.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Bodies;
import org.jspecify.annotations.Nullable;

/**
 * A folder of test cases in the source. Its id is the record's id.
 *
 * @param parentId id of the folder it is in, null at the top
 * @param index place among its siblings
 */
public record Folder(String name, @Nullable String parentId, int index) {

    /** The entity type. */
    public static final String TYPE = "folder";

    public ObjectNode toNode() {
        return Bodies.toNode(this);
    }

    public static Folder of(JsonNode body) {
        return Bodies.of(body, Folder.class);
    }
}
