package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was observed about one record, as a line of {@code GET /api/v1/executions/{id}/findings} says it. */
@Schema(description = "What was observed about one record.")
public record Finding(
        String step,

        @Schema(examples = "FIELD_DROPPED") String code,

        @Schema(enumeration = {"INFO", "WARNING", "ERROR"}) String severity,

        @Schema(description = "What sort of record.", examples = "testcase")
        String kind,

        @Schema(description = "Its id in the source.") String subject,

        @Nullable String field,
        @Nullable String evidence,

        @Schema(description = "What to do.") String advice) {}
