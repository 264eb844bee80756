package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a batch's cursor means. An open slice is the last of its plan: it also takes what came after the plan. */
sealed interface Slice {

    /** The most records that the slice may give. */
    int size();

    ObjectNode toCursor();

    /** Whether it holds the records that the plan saw in it whenever it is read. */
    boolean stable();

    /**
     * Records with an id above {@code after}, up to and with {@code upTo}. Both ids belong to records that the plan saw, so
     * gaps and new records change nothing, nor whether the system means "at" or "after" by {@code startAtId}.
     */
    record ById(long after, OptionalLong upTo, int size) implements Slice {

        @Override
        public boolean stable() {
            return true;
        }

        @Override
        public ObjectNode toCursor() {
            ObjectNode cursor =
                    JsonNodeFactory.instance.objectNode().put("after", after).put("size", size);
            upTo.ifPresent(id -> cursor.put("upTo", id));
            return cursor;
        }
    }

    /** Records from offset {@code startAt} up to, but without {@code endAt}. */
    record ByOffset(int startAt, OptionalInt endAt, int size) implements Slice {

        @Override
        public boolean stable() {
            return false;
        }

        @Override
        public ObjectNode toCursor() {
            ObjectNode cursor = JsonNodeFactory.instance
                    .objectNode()
                    .put("startAt", startAt)
                    .put("size", size);
            endAt.ifPresent(offset -> cursor.put("endAt", offset));
            return cursor;
        }
    }

    static Slice of(ObjectNode cursor) {
        int size = cursor.path("size").asInt();
        if (cursor.has("after")) {
            OptionalLong upTo =
                    cursor.has("upTo") ? OptionalLong.of(cursor.get("upTo").longValue()) : OptionalLong.empty();
            return new ById(cursor.get("after").longValue(), upTo, size);
        }
        if (cursor.has("startAt")) {
            OptionalInt endAt =
                    cursor.has("endAt") ? OptionalInt.of(cursor.get("endAt").intValue()) : OptionalInt.empty();
            return new ByOffset(cursor.get("startAt").intValue(), endAt, size);
        }
        throw new IllegalArgumentException("no cursor of this connector: " + cursor);
    }
}
