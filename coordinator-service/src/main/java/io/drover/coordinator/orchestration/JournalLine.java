package io.drover.coordinator.orchestration;

import io.drover.contracts.BatchId;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.persistence.JournalRow;
import io.drover.coordinator.persistence.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** The lines of stored rows, in order. */
    public static List<JournalLine> of(List<JournalRow> rows) {
        List<JournalLine> lines = new ArrayList<>();
        rows.forEach(row -> lines.addAll(List.of(Json.read(row.entry(), JournalLine[].class))));
        return lines;
    }
}
