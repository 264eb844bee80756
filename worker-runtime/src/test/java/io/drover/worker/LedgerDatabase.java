package io.drover.worker;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.drover.contracts.BatchId;
import io.drover.embedded.EmbeddedServers;
import io.drover.embedded.RunningServers;
import io.drover.embedded.ServerOptions;
import io.drover.worker.database.LedgerConnections;
import io.drover.worker.pace.PaceTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL with the ledger's schema, and what the services make of it by hand instead of by CDI. */
public final class LedgerDatabase implements AutoCloseable {

    static final int MOST = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RunningServers servers;
    private final AgroalDataSource dataSource;
    private final LedgerConnections connections;
    private final LongReads longReads;

    public LedgerDatabase(Path directory) throws IOException, SQLException {
        servers =
                EmbeddedServers.start(ServerOptions.in(directory).withoutKafka().withoutDurability());
        dataSource = AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(MOST)
                        .acquisitionTimeout(PATIENCE)
                        // A test that interrupts a thread may leave a connection that is closed.
                        .validateOnBorrow(true)
                        .connectionValidator(AgroalConnectionPoolConfiguration.ConnectionValidator.defaultValidator())
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(servers.jdbcUrl() + "?currentSchema=ledger")
                                .principal(new NamePrincipal(servers.postgresUser()))
                                .credential(new SimplePassword(servers.postgresPassword())))));
        connections = new LedgerConnections(dataSource);
        longReads = new LongReads(connections);
        Flyway.configure()
                .dataSource(dataSource)
                .locations("db/ledger")
                .schemas("ledger")
                .load()
                .migrate();
    }

    AgroalDataSource source() {
        return dataSource;
    }

    public Ledger ledger() {
        return new Ledger(connections, longReads);
    }

    public ContentLedger contents() {
        return new ContentLedger(connections);
    }

    public PaceTable paces() {
        return new PaceTable(connections);
    }

    public ObservedRoutes routes() {
        return new ObservedRoutes(connections);
    }

    public Origins origins() {
        return new Origins(connections, longReads);
    }

    SecretStore secrets(SecretsConfig config) {
        return new SecretStore(connections, config);
    }

    ClosedBatches closedBatches() {
        return new ClosedBatches(connections);
    }

    boolean isClosed(BatchId batch) throws SQLException {
        return ask("select count(*) from closed_batch where batch = '" + batch + "'") == 1;
    }

    /** One number out of the tables. */
    long ask(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Takes every connection that nobody has, until it is closed. */
    AutoCloseable holdOtherConnections() {
        List<LedgerConnections.Held> held = new ArrayList<>();
        boolean more = true;
        while (more) {
            try {
                held.add(connections.hold());
            } catch (SQLException e) {
                more = false; // after some patience
            }
        }
        return () -> {
            for (LedgerConnections.Held one : held) {
                one.close();
            }
        };
    }

    /** Changes rows past the ledger. */
    public void change(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** As one process has it. */
    public Claims claims(Duration lease, String worker) {
        return new Claims(connections, () -> lease, new WorkerName(worker, "test"));
    }

    public LedgerConnections connections() {
        return connections;
    }

    RunningServers servers() {
        return servers;
    }

    @Override
    public void close() throws IOException {
        dataSource.close();
        servers.close();
    }
}
