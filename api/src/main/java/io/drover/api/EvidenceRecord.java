package io.drover.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One thing that a worker did or saw, as a line of {@code GET /api/v1/executions/{id}/records} says it. */
@Schema(description = "One thing that a worker did or saw.")
public record EvidenceRecord(
        String step,

        @Schema(description = "Which attempt at the step wrote it.")
        String run,

        @Schema(description = "From 1 in each run.") long seq,

        Instant at,
        String what,
        @Nullable String worker,

        @Schema(description = "For example the request and what was answered; secrets are masked.") @Nullable
        JsonNode detail) {}
