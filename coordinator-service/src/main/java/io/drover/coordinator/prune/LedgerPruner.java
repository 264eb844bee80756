package io.drover.coordinator.prune;

import java.sql.SQLException;
import java.time.Instant;

/**
 * What workers keep of batches so that none is done twice: of no use when the commands of an execution that ended are off the
 * topics, and too old to be taken.
 */
final class LedgerPruner implements Pruner {

    private static final String TABLE = "ledger.closed_batch";
    private static final String CLOSED = TABLE
            + " x join drover.execution e on e.id = split_part(x.batch, '/', 1) where " + PruneDatabase.ENDED
            + " and e.finished_at < ?";
    private static final String CLAIMS = "ledger.claim x join drover.execution e on e.id = split_part(x.batch, '/', 1)"
            + " where " + PruneDatabase.ENDED + " and e.finished_at < ? and x.lease_until < now() - interval '1 day'";
    private static final String LOOK = """
            select count(distinct y.id), count(*), coalesce(sum(y.bytes), 0), min(y.finished_at), max(y.finished_at) from (
              select e.id, e.finished_at, pg_column_size(x) as bytes from %s
              union all
              select e.id, e.finished_at, pg_column_size(x) from %s) y""".formatted(CLOSED, CLAIMS);

    private final PruneDatabase database;

    LedgerPruner(PruneDatabase database) {
        this.database = database;
    }

    @Override
    public Found look(Instant before) throws SQLException {
        return isThere()
                ? database.count(Kind.LEDGER, LOOK, before, before)
                : Found.of(Kind.LEDGER.word(), 0, 0, 0, null, null);
    }

    @Override
    public void prune(Instant before) throws SQLException {
        if (isThere()) {
            database.delete(TABLE, CLOSED, before);
            database.delete("ledger.claim", CLAIMS, before);
        }
    }

    /** No worker has ever been at this database. */
    private boolean isThere() throws SQLException {
        return database.has(TABLE) && database.has("ledger.claim");
    }
}
