package io.drover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A person did what a step asks for. */
@Schema(description = "Who did a step, and what they saw.")
public record ConfirmRequest(
        @Schema(
                deprecated = true,
                description = "Leave it out: the name is that of the token. Another name is refused.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String by,

        @Schema(description = "What they saw, 1 to 1,000 characters.")
        String seen) {

    /** By whoever the token is of. */
    public ConfirmRequest(String seen) {
        this(null, seen);
    }
}
