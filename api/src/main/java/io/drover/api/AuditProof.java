package io.drover.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the server finds when it proves an audit. */
@Schema(description = "What the server finds when it proves an audit, with a key that the database does not have.")
public record AuditProof(
        String execution,

        @Schema(description = "Number of lines that are right.")
        long count,

        @Schema(description = "Hash of the last of them.") String head,

        @Schema(
                description = "Of the head, by the installation's key, base64: an anchor to keep elsewhere; null when"
                        + " something is wrong.")
        @Nullable
        String signature,

        @Schema(description = "The first line that is wrong, and why; null when all is as it was.") @Nullable
        String broken,

        @Schema(description = "Lines with a signature. Those of releases that did not sign have none.")
        long signed,

        @Schema(description = "What it was compared with, that whoever can write the database cannot change.")
        List<AuditAnchor> anchors,

        @Schema(description = "What it could not be compared with, and why.")
        List<String> unseen) {

    public AuditProof {
        anchors = List.copyOf(anchors);
        unseen = List.copyOf(unseen);
    }
}
