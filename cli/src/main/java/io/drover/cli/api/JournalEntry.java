package io.drover.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One decision or accepted result of an execution, as {@code GET /api/v1/executions/{id}/log} lists them. */
public record JournalEntry(
        long seq,
        Instant at,
        String what,
        @Nullable String step,
        @Nullable String phase,
        @Nullable String batch,
        @Nullable Integer attempt,
        @Nullable JsonNode detail) {}
