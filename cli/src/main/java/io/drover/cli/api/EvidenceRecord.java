package io.drover.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a worker did or saw, as {@code GET /api/v1/executions/{id}/records} lists it.
 *
 * @param run which attempt at the step wrote it
 * @param detail for example the request and what was answered; secrets are masked
 */
public record EvidenceRecord(
        @Nullable String step,
        @Nullable String run,
        long seq,
        @Nullable Instant at,
        @Nullable String what,
        @Nullable String worker,
        @Nullable JsonNode detail) {}
