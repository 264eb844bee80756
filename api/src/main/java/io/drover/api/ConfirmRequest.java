package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person did what a step asks for. */
@Schema(description = "Who did a step, and what they saw.")
public record ConfirmRequest(
        @Schema(examples = "Ada Lovelace") String by,

        @Schema(description = "What they saw, 1 to 1,000 characters.")
        String seen) {}
