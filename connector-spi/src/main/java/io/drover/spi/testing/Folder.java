package io.drover.spi.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A folder of test cases in the source. Its id is the record's id.
 *
 * @param parentId id of the folder it is in, null at the top
 * @param index place among its siblings
 */
public record Folder(String name, @Nullable String parentId, int index) {

    public ObjectNode toNode() {
        return Bodies.toNode(this);
    }

    public static Folder of(JsonNode body) {
        return Bodies.of(body, Folder.class);
    }
}
