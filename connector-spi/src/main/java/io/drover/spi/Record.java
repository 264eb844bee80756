package io.drover.spi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One record on its way.
 *
 * @param entityType for example {@code folder} or {@code testcase}
 * @param id the id in the source system (the origin id), unique per entity type
 * @param body the record's content; references to other records are {@link Ref} objects
 */
public record Record(@JsonProperty("kind") String entityType, String id, ObjectNode body) {}
