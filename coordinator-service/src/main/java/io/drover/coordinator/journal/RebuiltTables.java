package io.drover.coordinator.journal;

import io.drover.api.AuditLine;
import io.drover.contracts.AuditSignatures;
import io.drover.contracts.Messages;
import io.drover.contracts.Result;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.persistence.DocumentJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator's tables while they are filled, in one transaction. Executions are inserted without a state and a route,
 * since half of a history may be two executions on one route; {@link #finish} gives them theirs.
 */
final class RebuiltTables implements AutoCloseable {

    private static final List<String> TABLES =
            List.of("migration", "execution", "closed_batch", "journal", "audit", "outbox");
    private static final int FLUSH_AFTER = 1_000;

    private final Connection connection;
    private final PreparedStatement migration;
    private final PreparedStatement execution;
    private final PreparedStatement closed;
    private final PreparedStatement journal;
    private final PreparedStatement audit;
    private final AuditSignatures signatures;
    private int waiting;

    /** @throws RebuildException when the tables are not empty, or a coordinator is at work on them */
    RebuiltTables(Connection connection, AuditSignatures signatures) throws SQLException {
        this.connection = connection;
        this.signatures = signatures;
        connection.setAutoCommit(false);
        refuseBesideACoordinator();
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table " + String.join(", ", TABLES) + " in exclusive mode");
        }
        for (String table : TABLES) {
            refuseUnlessEmpty(table);
        }
        migration = connection.prepareStatement(
                "insert into migration (name, definition, created_at, changed_at, revision) values (?, ?, ?, ?, ?)"
                        + " on conflict (name) do nothing");
        execution = connection.prepareStatement(
                "insert into execution (id, migration, idempotency_key, plan, definition, state, status, revision,"
                        + " started_at) values (?, ?, ?, ?, ?, '', '', 0, ?)");
        closed = connection.prepareStatement(
                "insert into closed_batch (id, execution, result, closed_at) values (?, ?, ?, ?)");
        journal = connection.prepareStatement("insert into journal (execution, seq, at, entry) values (?, ?, ?, ?)");
        audit = connection.prepareStatement("insert into audit (execution, seq, line, signature) values (?, ?, ?, ?)");
    }

    private void refuseBesideACoordinator() throws SQLException {
        String others = "select count(*) from pg_stat_activity where application_name = 'drover-coordinator'"
                + " and datname = current_database()";
        if (count(others) > 0) {
            throw new RebuildException("A coordinator is connected to the database; stop all of them first.");
        }
    }

    private void refuseUnlessEmpty(String table) throws SQLException {
        long rows = count("select count(*) from " + table);
        if (rows > 0) {
            throw new RebuildException("The database is not empty: its table " + table + " holds " + rows
                    + " rows. Nothing is rebuilt over what is there; drop the schema drover, or name an empty"
                    + " database.");
        }
    }

    private long count(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** An execution's first entry. Its migration is made up from it, in case the log has lost that. */
    void begin(String id, JournalEntry.Began began) throws SQLException {
        migration.setString(1, began.migration());
        migration.setString(2, began.definition());
        migration.setObject(3, time(began.startedAt()));
        migration.setObject(4, time(began.startedAt()));
        migration.setLong(5, 0);
        migration.addBatch();
        execution.setString(1, id);
        execution.setString(2, began.migration());
        execution.setString(3, began.idempotencyKey());
        execution.setString(4, began.plan());
        execution.setString(5, began.definition());
        execution.setObject(6, time(began.startedAt()));
        execution.addBatch();
    }

    /** What one change left, as {@link io.drover.coordinator.persistence.Change} wrote it. */
    void add(JournalEntry entry, String text, Left left) throws SQLException {
        journal.setString(1, entry.execution());
        journal.setLong(2, entry.seq());
        journal.setObject(3, time(entry.at()));
        journal.setString(4, text);
        journal.addBatch();
        for (Result result : left.closed()) {
            closed.setString(1, result.batch().toString());
            closed.setString(2, entry.execution());
            closed.setString(3, Messages.encode(result));
            closed.setObject(4, time(entry.at()));
            closed.addBatch();
        }
        for (AuditLine line : left.audit()) {
            audit.setString(1, entry.execution());
            audit.setLong(2, line.seq());
            audit.setString(3, line.json());
            audit.setString(4, signatures.sign(entry.execution(), line.seq(), line.hash()));
            audit.addBatch();
        }
        if (++waiting >= FLUSH_AFTER) {
            flush();
        }
    }

    /** Empty for one that this release cannot read: its execution is rebuilt all the same, and keeps no other from its target. */
    private static Optional<Plan> plan(JournalEntry.Began began) {
        try {
            return Optional.of(DocumentJson.read(began.plan(), Plan.class));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private void flush() throws SQLException {
        for (PreparedStatement statement : List.of(migration, execution, closed, journal, audit)) {
            statement.executeBatch();
        }
        waiting = 0;
    }

    /** Gives migrations and executions what they came to, takes away what was pruned, and commits. */
    void finish(Iterable<RebuiltMigration> migrations, Iterable<RebuiltExecution> executions, Iterable<Pruned> pruned)
            throws SQLException {
        flush();
        try (PreparedStatement define = connection.prepareStatement(
                "insert into migration (name, definition, created_at, changed_at, revision, removed_at) values (?, ?,"
                        + " ?, ?, ?, ?) on conflict (name) do update set removed_at = excluded.removed_at, definition ="
                        + " excluded.definition, created_at = excluded.created_at, changed_at = excluded.changed_at,"
                        + " revision = excluded.revision")) {
            for (RebuiltMigration rebuilt : migrations) {
                define.setString(1, rebuilt.newest().migration());
                define.setString(2, rebuilt.newest().definition());
                define.setObject(3, time(rebuilt.createdAt()));
                define.setObject(4, time(rebuilt.newest().at()));
                define.setLong(5, rebuilt.newest().seq());
                time(
                        define,
                        6,
                        Boolean.TRUE.equals(rebuilt.newest().removed())
                                ? rebuilt.newest().at()
                                : null);
                define.addBatch();
            }
            define.executeBatch();
        }
        try (PreparedStatement change = connection.prepareStatement(
                "update execution set route = ?, state = ?, status = ?, revision = ?, next_due = ?, finished_at = ?,"
                        + " target = ?, guarded = ? where id = ?")) {
            for (RebuiltExecution rebuilt : executions) {
                StateDocument state = rebuilt.document();
                change.setString(1, rebuilt.began().route());
                change.setString(2, state.text());
                change.setString(3, state.status().name());
                change.setLong(4, rebuilt.revision());
                time(change, 5, state.nextDue().orElse(null));
                time(change, 6, state.finishedAt());
                Optional<Plan> plan = plan(rebuilt.began());
                change.setString(
                        7, plan.filter(Plan::changesTarget).map(Plan::target).orElse(null));
                change.setBoolean(8, plan.filter(Plan::guarded).isPresent());
                change.setString(9, rebuilt.id());
                change.addBatch();
            }
            change.executeBatch();
        }
        for (Pruned gone : pruned) {
            if (gone.staged()) {
                update(
                        "update execution set staging_pruned_at = ? where id = ? and staging_pruned_at is null",
                        time(gone.at()),
                        gone.execution());
            }
            if (gone.journal()) {
                pruneJournal(gone);
            }
        }
        connection.commit();
    }

    private void pruneJournal(Pruned gone) throws SQLException {
        update("update execution set journal_pruned = ? where id = ?", gone.seq(), gone.execution());
        update("delete from journal where execution = ? and seq < ?", gone.execution(), gone.seq());
        update(
                "update journal set at = ?, entry = ? where execution = ? and seq = ?",
                time(gone.at()),
                gone.row(),
                gone.execution(),
                gone.seq());
        update("delete from closed_batch where execution = ?", gone.execution());
    }

    private void update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private static void time(PreparedStatement statement, int index, @Nullable Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, time(value));
        }
    }

    /** To the microsecond, downwards: as the coordinator's own driver writes it. */
    private static OffsetDateTime time(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** Everything that is not committed is gone. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
