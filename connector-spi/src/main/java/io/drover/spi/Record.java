package io.drover.spi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One record on its way.
 *
 * @param entityType for example {@code report} or {@code user}
 * @param id the id in the source system (the origin id), unique per entity type
 * @param body the record's content; references to other records are {@link Ref} objects
 * @param contents bytes that belong to it, by reference, in the source each id once; none where the entity type has none, and in what earlier releases
 *     staged
 */
public record Record(
        @JsonProperty("kind") String entityType,
        String id,
        ObjectNode body,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Content> contents) {

    @SuppressWarnings("ConstantConditions") // absent in what an older release wrote
    public Record {
        contents = contents == null ? List.of() : List.copyOf(contents);
    }

    /** Without contents. */
    public Record(String entityType, String id, ObjectNode body) {
        this(entityType, id, body, List.of());
    }

    /** The same record with another body. */
    public Record with(ObjectNode other) {
        return new Record(entityType, id, other, contents);
    }
}
