package io.drover.worker.pace;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.worker.database.LedgerConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The table {@code ledger.pace}: one row for each system of which something is known. */
public final class PaceTable implements PaceStore {

    private static final Logger LOG = Logger.getLogger(PaceTable.class);
    private static final String NOW = "(extract(epoch from clock_timestamp()) * 1000000)::bigint";
    private static final String BEGIN = "insert into pace (system, state) values (?, '{}') on conflict do nothing";
    private static final String LOOK = "select state, " + NOW + " from pace where system = ?";
    private static final String TAKE = LOOK + " for update";
    private static final String PUT =
            "update pace set state = ?::jsonb, shown = ?::jsonb, changed_at = clock_timestamp() where system = ?";

    private final LedgerConnections connections;

    public PaceTable(LedgerConnections connections) {
        this.connections = connections;
    }

    @Override
    public Optional<Grant> ask(String system, Ask ask) {
        try (LedgerConnections.Held held = connections.hold()) {
            Connection connection = held.connection();
            boolean news = !ask.refusals().isEmpty()
                    || !ask.quotas().isEmpty()
                    || !ask.told().isNothing();
            if (!news && !isLimited(connection, system)) {
                return Optional.of(Grant.FREE);
            }
            connection.setAutoCommit(false);
            try {
                Grant grant = take(connection, system, ask);
                connection.commit();
                return Optional.of(grant);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.warnf("Cannot ask Drover's database for turns system=%s sqlState=%s", system, e.getSQLState());
            return Optional.empty();
        }
    }

    private static boolean isLimited(Connection connection, String system) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(LOOK)) {
            look.setString(1, system);
            try (ResultSet row = look.executeQuery()) {
                return row.next() && read(system, row.getString(1)).isLimited(row.getLong(2));
            }
        }
    }

    private static Grant take(Connection connection, String system, Ask ask) throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(BEGIN);
                PreparedStatement take = connection.prepareStatement(TAKE);
                PreparedStatement put = connection.prepareStatement(PUT)) {
            take.setString(1, system);
            begin.setString(1, system);
            begin.executeUpdate();
            try (ResultSet row = take.executeQuery()) {
                row.next();
                SystemPace pace = read(system, row.getString(1));
                Grant grant = pace.answer(ask, row.getLong(2));
                put.setString(1, PaceJson.write(pace));
                put.setString(2, PaceJson.write(Shown.of(pace, row.getLong(2))));
                put.setString(3, system);
                put.executeUpdate();
                return grant;
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the pace of a system can be written", e);
            }
        }
    }

    private static SystemPace read(String system, String state) {
        try {
            return PaceJson.read(state);
        } catch (JsonProcessingException e) {
            LOG.warnf("What was known of a system's limits cannot be read, and is learned anew system=%s", system);
            return new SystemPace();
        }
    }
}
