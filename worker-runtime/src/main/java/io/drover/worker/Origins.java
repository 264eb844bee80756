package io.drover.worker;

import io.drover.worker.database.LedgerConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Compares what a source lists now with what was loaded from it before. In the database, so that any number fits. */
@ApplicationScoped
public class Origins {

    private static final int AT_ONCE = 5_000;
    private static final String TABLE = "create temporary table listed (id text not null) on commit drop";
    private static final String INSERT = "insert into listed select unnest(?::text[])";
    private static final String GONE = """
            select source_id, target_id
              from receipt
             where route = ? and kind = ? and target_id is not null
               and not exists (select from listed where listed.id = receipt.source_id)
             order by source_id
            """;

    private final LedgerConnections connections;
    private final LongReads longReads;

    Origins(LedgerConnections connections, LongReads longReads) {
        this.connections = connections;
        this.longReads = longReads;
    }

    /** Hands out origin ids, to the end. */
    @FunctionalInterface
    public interface Listed {
        void forEach(Consumer<String> each) throws IOException;
    }

    /** Takes a record that was loaded and is not listed any more. */
    @FunctionalInterface
    public interface Gone {
        void accept(String originId, String targetId);
    }

    /** Hands out what receipts have and {@code listed} has not, by origin id. */
    public void gone(String route, String entityType, Listed listed, Gone each) throws IOException {
        try (LongReads.Leave leave = longReads.begin();
                LedgerConnections.Held held = connections.hold()) {
            Connection connection = held.connection();
            connection.setAutoCommit(false);
            try {
                keep(connection, listed);
                tell(connection, route, entityType, each);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw LedgerConnections.unavailable("compare receipts", e);
        }
    }

    private static void keep(Connection connection, Listed listed) throws SQLException, IOException {
        try (Statement create = connection.createStatement()) {
            create.execute(TABLE);
        }
        List<String> some = new ArrayList<>(AT_ONCE);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            List<SQLException> failed = new ArrayList<>();
            listed.forEach(id -> {
                some.add(id);
                if (some.size() == AT_ONCE && failed.isEmpty()) {
                    try {
                        insert(connection, insert, some);
                    } catch (SQLException e) {
                        failed.add(e);
                    }
                    some.clear();
                }
            });
            if (!failed.isEmpty()) {
                throw failed.getFirst();
            }
            insert(connection, insert, some);
        }
        try (Statement statistics = connection.createStatement()) {
            statistics.execute("analyze listed");
        }
    }

    private static void insert(Connection connection, PreparedStatement insert, List<String> ids) throws SQLException {
        insert.setArray(1, connection.createArrayOf("text", ids.toArray()));
        insert.executeUpdate();
    }

    private static void tell(Connection connection, String route, String entityType, Gone each) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(GONE)) {
            query.setFetchSize(1000);
            query.setString(1, route);
            query.setString(2, entityType);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    each.accept(rows.getString(1), rows.getString(2));
                }
            }
        }
    }
}
