package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A named person lets a held execution go on, with the consent to do it again. */
@Schema(description = "Who lets a held execution go on and why, with the consent to do it again.")
public record ResumeRequest(
        @Schema(examples = "Ada Lovelace") String by,

        String reason,

        @Schema(description = "As it was asked.") String challenge,

        @Schema(description = "The phrase, as it was typed.")
        String typed,

        @Schema(description = "What they restored before, where that has to be first.") @Nullable
        String restored) {}
