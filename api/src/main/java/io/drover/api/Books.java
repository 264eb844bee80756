package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The count at every gate of one kind of record. */
@Schema(
        description = "The count at every gate of one kind of record. They balance when extracted = loaded + skipped +"
                + " rejected + dropped.")
public record Books(
        long extracted,

        @Schema(description = "Created and updated.") long loaded,

        @Schema(description = "In the target already, unchanged.")
        long skipped,

        @Schema(description = "Cannot be mapped, or refused.")
        long rejected,

        @Schema(description = "Left out because the migration says so.")
        long dropped,

        @Schema(description = "Read back equal.") long verified,

        @Schema(description = "Read back and not as they should be, or not there.")
        long different,

        @Schema(description = "Of those loaded, how many were there before and were changed.")
        long updated) {

    public static final Books NONE = new Books(0, 0, 0, 0, 0, 0, 0, 0);

    /** Records that the target did not have before. */
    public long created() {
        return loaded - updated;
    }

    /** Records that are in the target by these books. */
    public long there() {
        return loaded + skipped;
    }

    /** Records of which nobody knows where they are; negative when more came out than went in. */
    public long missing() {
        return extracted - loaded - skipped - rejected - dropped;
    }

    /** Whether every record that was extracted is accounted for. */
    public boolean balanced() {
        return missing() == 0;
    }

    /** Nothing rejected and everything that is in the target reads back equal. */
    public boolean clean() {
        return rejected == 0 && different == 0 && verified == there();
    }

    /** Whether no record has been seen. */
    public boolean empty() {
        return equals(NONE);
    }

    /** Whether some record is not in the target as it should be. */
    public boolean fallsShort() {
        return rejected > 0 || different > 0;
    }

    public Books plus(Books other) {
        return new Books(
                extracted + other.extracted,
                loaded + other.loaded,
                skipped + other.skipped,
                rejected + other.rejected,
                dropped + other.dropped,
                verified + other.verified,
                different + other.different,
                updated + other.updated);
    }
}
