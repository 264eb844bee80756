package io.drover.coordinator.persistence;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.api.AuditHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table of audits, read with its signatures. Blocks. */
public final class AuditTable {

    private static final String END = "select state from drover.execution where id = ?";
    private static final String LINES = "select line, signature from drover.audit where execution = ? order by seq";
    private static final int FETCH = 500;

    private final DataSource database;

    public AuditTable(DataSource database) {
        this.database = database;
    }

    /** Takes one line after the other. */
    @FunctionalInterface
    public interface LineTaker {
        /** @param signature null in what a release wrote that did not sign */
        void take(String line, @Nullable String signature);
    }

    /**
     * Reads the lines of an execution as they are at one moment.
     *
     * @return where they end, as the execution says; empty when there is no such execution
     */
    public Optional<AuditHead> read(String execution, LineTaker taker) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int isolation = connection.getTransactionIsolation();
            try {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                Optional<AuditHead> end = end(connection, execution);
                lines(connection, execution, taker);
                return end;
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(true);
            }
        }
    }

    private static Optional<AuditHead> end(Connection connection, String execution) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(END)) {
            query.setString(1, execution);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                JsonNode audit =
                        DocumentJson.read(row.getString(1), JsonNode.class).path("audit");
                return Optional.of(new AuditHead(
                        audit.path("count").asLong(), audit.path("head").asText(AuditHead.NONE.head())));
            }
        }
    }

    private static void lines(Connection connection, String execution, LineTaker taker) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LINES)) {
            query.setString(1, execution);
            query.setFetchSize(FETCH);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows.getString(1), rows.getString(2));
                }
            }
        }
    }
}
