package io.drover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A person typed the phrase. */
@Schema(description = "Who typed what, to which challenge.")
public record ConsentRequest(
        @Schema(
                deprecated = true,
                description = "Leave it out: the name is that of the token. Another name is refused.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String by,

        @Schema(description = "As it was asked.") String challenge,

        @Schema(description = "The phrase, as it was typed.")
        String typed) {

    /** By whoever the token is of. */
    public ConsentRequest(String challenge, String typed) {
        this(null, challenge, typed);
    }
}
