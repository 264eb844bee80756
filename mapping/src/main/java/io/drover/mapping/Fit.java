package io.drover.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.Finding.Severity;

/** How a source value fits into a target field. */
sealed interface Fit {

    /** The field takes it unchanged, or as the plan says. */
    record Value(JsonNode node) implements Fit {}

    /** The field takes something like it. */
    record Changed(JsonNode node, Issue issue) implements Fit {}

    /** The field takes nothing of it. */
    record Unfit(Issue issue) implements Fit {}

    /** The record must not be moved. */
    record Reject(Issue issue) implements Fit {}

    /**
     * What to say about it.
     *
     * @param keep whether the description keeps the value, since the field does not hold all of it
     */
    record Issue(String code, Severity severity, String advice, boolean keep) {}
}
