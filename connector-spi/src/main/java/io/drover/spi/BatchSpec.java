package io.drover.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A bounded slice of one kind, at most 500 records.
 *
 * @param cursor where the slice begins and ends, in the connector's own words; small
 * @param expected how many records the plan saw in it
 */
public record BatchSpec(String kind, ObjectNode cursor, int expected) {}
