package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One entry of the journal, a decision or a result that was accepted, as far as the report reads it. */
record JournalLine(
        Instant at,
        @Nullable String step,
        @Nullable String phase,
        @Nullable String batch,
        @Nullable JsonNode detail) {

    /** How long the attempt took, or -1 when the entry does not say. */
    long durationMs() {
        return detail == null ? -1 : detail.path("durationMs").asLong(-1);
    }
}
