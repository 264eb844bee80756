package io.drover.api;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One line of an execution's journal: what was decided or accepted. */
@Schema(description = "One line of a journal: what was decided or accepted.")
public record JournalLine(
        @Schema(description = "The execution's revision; several lines of one decision share it.")
        long seq,

        Instant at,
        @Schema(examples = "batch.done") String what,

        @Nullable String step,
        @Schema(description = "In lower case.") @Nullable String phase,

        @Schema(examples = "20261120-110956-482-wrp/testcases/LOAD/000003") @Nullable
        String batch,

        @Schema(description = "From 1; 0 where it is about none.")
        int attempt,

        String detail) {

    /** {@link #what} of a batch that was commanded. */
    public static final String ISSUED = "command.issued";

    /** {@link #what} of a batch that is closed. */
    public static final String DONE = "batch.done";
}
