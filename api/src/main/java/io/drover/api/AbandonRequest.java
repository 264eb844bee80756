package io.drover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A named person ends a held execution. */
@Schema(description = "Who ends a held execution, and what they did instead.")
public record AbandonRequest(
        @Schema(
                deprecated = true,
                description = "Leave it out: the name is that of the token. Another name is refused.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String by,

        String reason) {

    /** By whoever the token is of. */
    public AbandonRequest(String reason) {
        this(null, reason);
    }
}
