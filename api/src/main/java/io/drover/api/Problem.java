package io.drover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What went wrong with a request, as {@code application/problem+json} (RFC 9457). */
@Schema(description = "What went wrong with a request (RFC 9457).")
public record Problem(
        @Schema(description = "A word of ours as a relative URI.", examples = "/problems/invalid-migration")
        String type,

        @Schema(description = "In a few words.") String title,

        @Schema(description = "As in the answer's first line.")
        int status,

        @Schema(description = "What, where and what to do.") String detail,

        @Schema(description = "Of a definition or a body; absent otherwise.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Violation> violations) {

    public static final String MEDIA_TYPE = "application/problem+json";

    @SuppressWarnings("ConstantConditions") // absent where there is none
    public Problem {
        violations = violations == null ? List.of() : List.copyOf(violations);
    }

    /** The sentence to show: the detail, or the title where there is none. What answers may be no Drover. */
    @SuppressWarnings("ConstantConditions")
    public String summary() {
        if (detail != null && !detail.isBlank()) {
            return detail;
        }
        return title != null ? title : "The server answered with status " + status + ".";
    }
}
