package io.drover.loader;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the target held of an entity type when an execution began.
 *
 * @param origins records that say where they came from, whoever wrote them
 */
record Population(@JsonProperty("kind") String entityType, long origins) {}
