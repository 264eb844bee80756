package io.drover.coordinator.prune;

import io.drover.coordinator.journal.Pruned;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Rows of the journal and closed batches. One row stays, which says that there were others; the audit stays. */
final class JournalPruner implements Pruner {

    private static final String LOOK = """
            select count(distinct x.id), count(*), coalesce(sum(x.bytes), 0), min(x.finished_at), max(x.finished_at) from (
              select e.id, e.finished_at, octet_length(j.entry) as bytes
                from drover.execution e join drover.journal j on j.execution = e.id
               where %1$s and e.finished_at < ? and (e.journal_pruned is null or j.seq < e.journal_pruned)
              union all
              select e.id, e.finished_at, octet_length(c.result)
                from drover.execution e join drover.closed_batch c on c.execution = e.id
               where %1$s and e.finished_at < ?) x""".formatted(PruneDatabase.ENDED);

    private final PruneDatabase database;
    private final Clock clock;

    JournalPruner(PruneDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Found look(Instant before) throws SQLException {
        return database.count(Kind.JOURNAL, LOOK, before, before);
    }

    @Override
    public void prune(Instant before) throws SQLException {
        for (EndedExecution execution : database.endedBefore(before)) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            database.say(
                    Pruned.journal(execution.id(), execution.revision(), now),
                    "update drover.execution e set journal_pruned = revision where id = ? and revision = ?"
                            + " and journal_pruned is null and " + PruneDatabase.ENDED,
                    execution.id(),
                    execution.revision());
            database.delete(
                    "drover.journal",
                    "drover.journal x join drover.execution e on e.id = x.execution"
                            + " where e.id = ? and x.seq < e.journal_pruned",
                    execution.id());
            database.delete(
                    "drover.closed_batch",
                    "drover.closed_batch x join drover.execution e on e.id = x.execution"
                            + " where e.id = ? and e.journal_pruned is not null",
                    execution.id());
        }
    }
}
