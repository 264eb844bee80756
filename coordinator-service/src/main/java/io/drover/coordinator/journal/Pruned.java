package io.drover.coordinator.journal;

import io.drover.api.JournalLine;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Instant;
import java.util.List;

/**
 * Data of an execution that ended was pruned, on purpose, so that a rebuild does not bring it back. It may be said more than once.
 *
 * @param seq the execution's revision then
 * @param staged whether its staged data went, but for reports, evidence and archives
 * @param journal whether rows of its journal and its closed batches went from the tables
 */
public record Pruned(int version, String execution, long seq, Instant at, boolean staged, boolean journal)
        implements Journaled {

    public static Pruned staged(String execution, long revision, Instant at) {
        return new Pruned(VERSION, execution, revision, at, true, false);
    }

    public static Pruned journal(String execution, long revision, Instant at) {
        return new Pruned(VERSION, execution, revision, at, false, true);
    }

    /** What stands in the table of the journal for the rows that went. */
    public String row() {
        String detail = "entries 1 to " + seq + " were pruned; the evidence bundle has what they said";
        JournalLine line = new JournalLine(seq, at, "log.pruned", null, null, null, 0, detail);
        return DocumentJson.write(new JournalEntry(
                VERSION, execution, seq, at, new Signal.TimePassed(), null, null, List.of(line), 0, null));
    }
}
