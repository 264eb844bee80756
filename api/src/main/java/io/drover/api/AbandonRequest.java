package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A named person ends a held execution. */
@Schema(description = "Who ends a held execution, and what they did instead.")
public record AbandonRequest(
        @Schema(examples = "Ada Lovelace") String by, String reason) {}
