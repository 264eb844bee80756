package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why an execution could not go on. */
@Schema(description = "Why an execution could not go on.")
public record Failure(
        @Schema(examples = "TOKEN_REFUSED") String code,

        @Schema(
                enumeration = {"USER", "EXTERNAL", "RESOURCES", "INTERNAL"},
                description = "Who has to act.")
        String type,

        @Schema(description = "What, where and what to do.") String message) {

    /** Whether the person who wrote the migration can mend it: a wrong token, project or mapping. */
    public boolean byUser() {
        return "USER".equals(type);
    }
}
