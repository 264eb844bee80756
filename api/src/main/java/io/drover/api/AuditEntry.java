package io.drover.api;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody did, as a line of {@code GET /api/v1/executions/{id}/audit} says it. */
@Schema(description = "What somebody did: one line of an audit.")
public record AuditEntry(
        @Schema(description = "From 1, without a gap.") long seq,

        Instant at,
        @Schema(description = "A person's name, or drover.") String who,

        @Schema(examples = "execution.started") String what,

        @Nullable String step,
        String detail,

        @Schema(description = "The hash of the line before, 64 zeros for the first.")
        String previous,

        @Schema(description = "SHA-256 over this line as served without ,\"hash\":\"…\", hex.")
        String hash) {}
