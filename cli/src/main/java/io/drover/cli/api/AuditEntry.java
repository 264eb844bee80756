package io.drover.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did, as {@code GET /api/v1/executions/{id}/audit} lists it.
 *
 * @param previous the hash of the entry before, 64 zeros for the first
 * @param hash SHA-256 in hexadecimal of this entry's JSON without this field
 */
public record AuditEntry(
        long seq,
        @Nullable Instant at,
        @Nullable String who,
        @Nullable String what,
        @Nullable String step,
        @Nullable JsonNode detail,
        @Nullable String previous,
        @Nullable String hash) {}
