package io.drover.api;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a person is asked to consent to. */
@Schema(description = "What a person is asked to consent to.")
public record ConsentAsked(
        @Schema(description = "The step that asks.") String step,

        @Schema(description = "SHA-256 over plan and definition, hex.")
        String planHash,

        @Schema(description = "SHA-256 of the proven backup, hex; null where none is asked for.") @Nullable
        String backup,

        @Schema(description = "Where that backup is kept in the staging store; null likewise.") @Nullable
        String archive,

        @Schema(description = "How many there are of each kind in the target that will be gone.")
        Map<String, Long> destroys,

        @Schema(description = "How many of each kind take their place.")
        Map<String, Long> imports,

        @Schema(description = "SHA-256 of what is imported, by step, hex.")
        Map<String, String> files,

        @Schema(description = "What has to be typed.") String phrase,

        @Schema(
                description =
                        "Stands for all of this and changes with any of it; an answer to another challenge is refused.")
        String challenge,

        @Schema(description = "How long a consent holds.") long validSeconds,

        @Schema(description = "Whether it is for going on with a held execution.")
        boolean forResume) {

    public ConsentAsked {
        destroys = Execution.inOrder(destroys);
        imports = Execution.inOrder(imports);
        files = Execution.inOrder(files);
    }
}
