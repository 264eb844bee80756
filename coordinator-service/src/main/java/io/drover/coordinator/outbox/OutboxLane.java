package io.drover.coordinator.outbox;

import io.drover.contracts.failpoint.Failpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Sends what one lane of the outbox holds. Rows are taken, sent, committed; after a crash in between they are sent again: a row may be sent twice, and is never lost. Rows
 * that their topic refuses stay, and hold up nobody else.
 */
final class OutboxLane {

    private static final Logger LOG = Logger.getLogger(OutboxLane.class);

    private final DataSource database;
    private final Lane lane;
    private final Sender sender;
    private final Consumer<String> refusals;
    private final Set<String> passedOver = new HashSet<>();

    /** @param refusals told the topic of each message that was refused */
    OutboxLane(DataSource database, Lane lane, Sender sender, Consumer<String> refusals) {
        this.database = database;
        this.lane = lane;
        this.sender = sender;
        this.refusals = refusals;
    }

    /**
     * Sends the oldest rows. Whose rows failed in a full round is passed over until the others had their turn.
     *
     * @return how many were sent
     * @throws SQLException when the database does not take it; what was sent is sent again then
     */
    int sendSome() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int sent = sendSome(new OutboxTable(connection, lane));
                connection.commit();
                return sent;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Whether there may be rows behind those that failed, so that the next round is due at once. */
    boolean passesOver() {
        return !passedOver.isEmpty();
    }

    private int sendSome(OutboxTable table) throws SQLException {
        List<Outgoing> rows = table.take(passedOver);
        boolean full = rows.size() == OutboxTable.MOST;
        if (!full) {
            passedOver.clear();
        }
        if (rows.isEmpty()) {
            return 0;
        }
        String first = rows.getFirst().key();
        if (lane == Lane.WORK) {
            Failpoint.RELAYING.pass(first);
        }
        Round round = Round.send(sender, rows);
        if (lane == Lane.WORK) {
            Failpoint.RELAYED.pass(first);
        }
        if (full) {
            // They would fill the next round, too, however many others wait behind them.
            round.failed().keySet().forEach(row -> passedOver.add(row.owner()));
        }
        table.remove(round.sent());
        List<Outgoing> refused = round.refused();
        refused.forEach(row -> refusals.accept(row.topic()));
        for (Outgoing row : table.refused(refused)) {
            LOG.errorf(
                    "Message is refused and set aside topic=%s key=%s bytes=%d: %s. What follows it of %s waits with it",
                    row.topic(),
                    row.key(),
                    row.payload().length(),
                    round.failed().get(row),
                    row.owner());
        }
        if (round.sent().isEmpty()) {
            Map.Entry<Outgoing, Throwable> one =
                    round.failed().entrySet().iterator().next();
            LOG.warnf(
                    "Outbox not sent, will be tried again topic=%s: %s",
                    one.getKey().topic(), one.getValue().toString());
        }
        return round.sent().size();
    }
}
