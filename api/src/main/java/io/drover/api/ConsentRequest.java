package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person typed the phrase. */
@Schema(description = "Who typed what, to which challenge.")
public record ConsentRequest(
        @Schema(examples = "Ada Lovelace") String by,

        @Schema(description = "As it was asked.") String challenge,

        @Schema(description = "The phrase, as it was typed.")
        String typed) {}
