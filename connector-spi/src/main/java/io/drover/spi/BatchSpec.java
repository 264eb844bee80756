package io.drover.spi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A bounded slice of one entity type, at most 500 records.
 *
 * @param cursor where the slice begins and ends, in the connector's own words; small
 * @param expected how many records the plan saw in it
 * @param stable whether it holds the records that the plan saw in it whenever it is read, whatever changed in between
 */
public record BatchSpec(@JsonProperty("kind") String entityType, ObjectNode cursor, int expected, boolean stable) {

    /** Of a listing whose records may move from one slice to another. */
    public BatchSpec(String entityType, ObjectNode cursor, int expected) {
        this(entityType, cursor, expected, false);
    }
}
