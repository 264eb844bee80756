package io.drover.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the journal, a decision or a result that was accepted, as far as the report reads it.
 *
 * @param what for example {@code command.issued} or {@code batch.done}
 */
record JournalLine(
        Instant at,
        String what,
        @Nullable String step,
        @Nullable String phase,
        @Nullable String batch) {

    static final String ISSUED = "command.issued";
    static final String DONE = "batch.done";
}
