package io.drover.benchmarks;

import io.drover.installation.Servers;
import io.drover.installation.StartException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What Drover knows to be in the target. It belongs to the pair of systems, and a warm-up moves between the same two. */
final class BenchReceipts {

    private static final String TABLES = """
            select schemaname || '.' || relname, pg_total_relation_size(relid)
              from pg_stat_user_tables
             where schemaname in ('drover', 'ledger')""";

    private final Servers.Postgres postgres;

    /** @param data the folder of the embedded servers, which are ready */
    BenchReceipts(Path data) {
        postgres = Servers.read(data).postgres();
    }

    /** Forgets all of it, as the sandbox has been reset. */
    void clear() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate ledger.receipt");
        } catch (SQLException e) {
            throw StartException.of("The receipts of the warm-up cannot be cleared: " + e.getMessage());
        }
    }

    /** The sizes in bytes of all of Drover's tables, indexes included, by schema and name. */
    Map<String, Long> tables() {
        Map<String, Long> tables = new TreeMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.put(rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            throw StartException.of("The sizes of tables cannot be read: " + e.getMessage());
        }
        return tables;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
    }
}
