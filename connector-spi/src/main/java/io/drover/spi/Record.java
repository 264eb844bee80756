package io.drover.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One record on its way.
 *
 * @param kind for example {@code folder} or {@code testcase}
 * @param id the id in the source system (the origin id), unique per kind
 * @param body the record's content; references to other records are {@link Ref} objects
 */
public record Record(String kind, String id, ObjectNode body) {}
