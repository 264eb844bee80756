package io.drover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A named person lets a held execution go on, with the consent to do it again. */
@Schema(description = "Who lets a held execution go on and why, with the consent to do it again.")
public record ResumeRequest(
        @Schema(
                deprecated = true,
                description = "Leave it out: the name is that of the token. Another name is refused.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String by,

        String reason,

        @Schema(description = "As it was asked.") String challenge,

        @Schema(description = "The phrase, as it was typed.")
        String typed,

        @Schema(description = "What they restored before, where that has to be first.") @Nullable
        String restored) {

    /** By whoever the token is of. */
    public ResumeRequest(String reason, String challenge, String typed, @Nullable String restored) {
        this(null, reason, challenge, typed, restored);
    }
}
