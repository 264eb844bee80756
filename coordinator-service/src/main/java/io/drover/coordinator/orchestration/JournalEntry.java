package io.drover.coordinator.orchestration;

import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.JournalRow;
import io.drover.coordinator.persistence.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One change of an execution, in the table {@code journal} and on the topic {@code drover.journal}: what happened, when, and
 * what was decided. The signals of an execution, replayed in order, give its state again.
 *
 * @param seq the execution's revision after the change
 * @param began with the first entry: what the execution is of; null after it
 * @param lines what was decided, for people
 */
public record JournalEntry(
        String execution,
        long seq,
        Instant at,
        Signal signal,
        @Nullable Began began,
        List<JournalLine> lines) {

    /**
     * What cannot be computed from signals.
     *
     * @param plan as JSON; likewise {@code definition}, of the migration
     */
    public record Began(
            String migration,
            @Nullable String idempotencyKey,
            @Nullable String route,
            Instant startedAt,
            String plan,
            String definition) {}

    static JournalEntry of(JournalRow row) {
        return Json.read(row.entry(), JournalEntry.class);
    }

    /** The lines of stored rows, in order. */
    public static Stream<JournalLine> lines(List<JournalRow> rows) {
        return rows.stream().flatMap(row -> of(row).lines().stream());
    }
}
