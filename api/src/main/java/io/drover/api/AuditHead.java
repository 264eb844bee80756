package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an execution's audit stands. */
@Schema(description = "Where an execution's audit stands.")
public record AuditHead(
        @Schema(description = "Number of lines.") long count,

        @Schema(description = "Hash of the last line, hex; 64 zeros before the first.")
        String head) {

    public static final AuditHead NONE = new AuditHead(0, "0".repeat(64));

    public AuditHead after(AuditLine line) {
        return new AuditHead(line.seq(), line.hash());
    }
}
