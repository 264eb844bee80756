package io.drover.coordinator.evidence;

import io.drover.contracts.BatchId;
import io.drover.contracts.Messages;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import io.drover.contracts.Topics;
import io.drover.contracts.Usage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** The table of evidence that is due. Who takes a row has it for a lease; what comes of it goes into the outbox as the row goes. */
final class GatheringTable {

    private static final String WORKER = "coordinator";

    private static final String TAKE = """
            update drover.gathering set taken_until = now() + make_interval(secs => ?)
             where batch = (select batch from drover.gathering where taken_until < now()
                             order by since limit 1 for update skip locked)
            returning batch, execution, view, revision
            """;
    private static final String KEEP = """
            update drover.gathering set taken_until = now() + make_interval(secs => ?) where batch = ?
            """;
    private static final String REMOVE = "delete from drover.gathering where batch = ? returning attempt, command";
    private static final String SEND = "insert into drover.outbox (topic, key, payload) values (?, ?, ?)";

    private final DataSource database;
    private final int leaseSeconds;

    GatheringTable(DataSource database, int leaseSeconds) {
        this.database = database;
        this.leaseSeconds = leaseSeconds;
    }

    /** The one that has been due longest and that nobody is at. */
    Optional<Gathering> take() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setInt(1, leaseSeconds);
            try (ResultSet row = take.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Gathering(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
                        : Optional.empty();
            }
        }
    }

    /** Extends the lease. @return whether the row is still there */
    boolean keep(Gathering due) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setInt(1, leaseSeconds);
            keep.setString(2, due.batch());
            return keep.executeUpdate() > 0;
        }
    }

    /** Plan and migration as they were when the execution began, as JSON. */
    String[] definition(String execution) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("select plan, definition from drover.execution where id = ?")) {
            query.setString(1, execution);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("there is no execution " + execution);
                }
                return new String[] {row.getString(1), row.getString(2)};
            }
        }
    }

    /** It is gathered: the command that reads it is sent, that of the newest attempt. */
    void gathered(Gathering due) throws SQLException {
        BatchId batch = BatchId.parse(due.batch());
        leave(due, (attempt, command) -> new String[] {Topics.commands(batch.phase()), due.batch(), command});
    }

    /** It could not be gathered: the attempt has failed, as one on a worker does. */
    void failed(Gathering due, long durationMs, Outcome.Failed failure) throws SQLException {
        leave(due, (attempt, command) -> new String[] {
            Topics.RESULTS,
            due.execution(),
            Messages.encode(new Result(
                    Result.VERSION,
                    BatchId.parse(due.batch()),
                    attempt,
                    WORKER,
                    Instant.now(),
                    durationMs,
                    Usage.NONE,
                    failure))
        });
    }

    private void leave(Gathering due, Answer answer) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement remove = connection.prepareStatement(REMOVE);
                    PreparedStatement send = connection.prepareStatement(SEND)) {
                remove.setString(1, due.batch());
                try (ResultSet row = remove.executeQuery()) {
                    if (row.next()) { // otherwise somebody else was first
                        String[] message = answer.of(row.getInt(1), row.getString(2));
                        for (int i = 0; i < message.length; i++) {
                            send.setString(i + 1, message[i]);
                        }
                        send.executeUpdate();
                    }
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Topic, key and payload of the message that follows. */
    private interface Answer {
        String[] of(int attempt, String command);
    }
}
