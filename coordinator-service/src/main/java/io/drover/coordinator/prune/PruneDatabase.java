package io.drover.coordinator.prune;

import io.drover.contracts.Topics;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.journal.Journaled;
import io.drover.coordinator.journal.Pruned;
import io.drover.coordinator.persistence.DocumentJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables while a coordinator works on them: each statement is a short transaction of its own, so that no decision waits for
 * it. An execution that has not ended is in none of its answers.
 */
final class PruneDatabase {

    /** Of executions; the statuses that ExecutionStatus calls ended. */
    static final String ENDED = "e.status in ('SUCCESS', 'PARTIAL', 'ERROR', 'STOPPED')";

    private static final int ROWS_AT_ONCE = 5_000;

    private final Connection connection;

    PruneDatabase(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(true);
        update("set lock_timeout = '5s'");
    }

    List<EndedExecution> endedBefore(Instant when) throws SQLException {
        List<EndedExecution> ended = new ArrayList<>();
        try (PreparedStatement query = prepare(
                        "select e.id, e.finished_at, e.revision, e.plan from drover.execution e where " + ENDED
                                + " and e.finished_at < ? order by e.finished_at",
                        when);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                ended.add(new EndedExecution(
                        row.getString(1),
                        row.getTimestamp(2).toInstant(),
                        row.getLong(3),
                        DocumentJson.read(row.getString(4), Plan.class).guarded()));
            }
        }
        return ended;
    }

    /** @param query answers number of executions, of rows, of bytes, and when the first and the last of them ended */
    Found count(Kind kind, String query, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(query, parameters);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Found.of(kind.word(), row.getLong(1), row.getLong(2), row.getLong(3), time(row, 4), time(row, 5));
        }
    }

    long number(String query, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(query, parameters);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    List<String> texts(String query, Object... parameters) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = prepare(query, parameters);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    /** By the clock of the database, as its rows have it. */
    Instant now() throws SQLException {
        try (PreparedStatement query = prepare("select now()");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    boolean has(String table) throws SQLException {
        return number("select count(*) from (select to_regclass(?) as it) x where it is not null", table) > 0;
    }

    int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /**
     * Deletes rows, some thousand in a transaction.
     *
     * @param rows what follows {@code select x.ctid from}, and names the table {@code x}
     */
    long delete(String table, String rows, Object... parameters) throws SQLException {
        long all = 0;
        int some;
        do {
            some = update(
                    "delete from " + table + " where ctid = any(array(select x.ctid from " + rows + " limit "
                            + ROWS_AT_ONCE + "))",
                    parameters);
            all += some;
        } while (some == ROWS_AT_ONCE);
        return all;
    }

    /**
     * Writes down that data of an execution is pruned, before any of it goes, and hands it to the journal's topic.
     *
     * @param change of the execution's row; changes none where it was said before
     */
    void say(Pruned pruned, String change, Object... parameters) throws SQLException {
        connection.setAutoCommit(false);
        try {
            if (update(change, parameters) > 0) {
                if (pruned.journal()) {
                    update(
                            "update drover.journal set at = ?, entry = ? where execution = ? and seq = ?",
                            pruned.at(),
                            pruned.row(),
                            pruned.execution(),
                            pruned.seq());
                }
                update(
                        "insert into drover.outbox (topic, key, payload) values (?, ?, ?)",
                        Topics.JOURNAL,
                        pruned.execution(),
                        Journaled.encode(pruned));
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            statement.setObject(i + 1, value instanceof Instant at ? time(at) : value);
        }
        return statement;
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
