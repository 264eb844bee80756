package io.drover.coordinator.journal;

import io.drover.contracts.BatchId;
import io.drover.coordinator.domain.Effect;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal: what was decided or accepted.
 *
 * @param seq the execution's revision; several lines of one decision share it
 * @param what for example {@code batch.done}
 */
public record JournalLine(
        long seq,
        Instant at,
        String what,
        @Nullable String step,
        @Nullable String phase,
        @Nullable String batch,
        int attempt,
        String detail) {

    static JournalLine of(long seq, Instant at, Effect.Note note) {
        BatchId id = note.batch();
        return new JournalLine(
                seq,
                at,
                note.what(),
                note.step(),
                id == null ? null : id.phase().name().toLowerCase(Locale.ROOT),
                id == null ? null : id.toString(),
                note.attempt(),
                note.detail());
    }

    static JournalLine cut(long seq, Instant at, int lines) {
        String detail = lines + " more lines of this change; too many for a message";
        return new JournalLine(seq, at, "log.cut", null, null, null, 0, detail);
    }
}
