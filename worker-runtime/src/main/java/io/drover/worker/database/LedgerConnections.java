package io.drover.worker.database;

import io.agroal.api.AgroalDataSource;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The connections of a worker to its part of the database. Who finds none free waits here and not in the pool, in the order of asking: in
 * the pool (Agroal 3.2.1) a virtual thread spins while a connection is made and keeps its carrier, and so many that spin as there are
 * carriers keep one from going on that the new connection may need, for ever. With this bound fewer spin than there are carriers.
 */
@ApplicationScoped
public class LedgerConnections {

    private final AgroalDataSource pool;
    private final int most;
    private final Duration patience;
    private final Semaphore free;

    public LedgerConnections(@DataSource("ledger") AgroalDataSource pool) {
        var configuration = pool.getConfiguration().connectionPoolConfiguration();
        this.pool = pool;
        this.most = configuration.maxSize();
        this.patience = configuration.acquisitionTimeout();
        this.free = new Semaphore(most, true);
    }

    /** How many can be held at once. */
    public int most() {
        return most;
    }

    /**
     * Waits for a connection. Whoever holds one asks for a second only as a long read, which leaves half of them.
     *
     * @throws SQLException when none came free in time, or the database gives none; with the interrupt kept, when it was interrupted
     */
    public Held hold() throws SQLException {
        try {
            if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new SQLTimeoutException("No connection came free in " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted before a connection came free", e);
        }
        Connection connection = null;
        try {
            connection = pool.getConnection();
            return new Held(connection);
        } finally {
            if (connection == null) {
                free.release();
            }
        }
    }

    /**
     * Does something with a connection.
     *
     * @param what for the message: {@code read receipts}
     * @throws ConnectorException {@code DATABASE_UNAVAILABLE}
     */
    public <T> T with(String what, Work<Connection, T> work) {
        try (Held held = hold()) {
            return work.on(held.connection());
        } catch (SQLException e) {
            throw unavailable(what, e);
        }
    }

    /** Does something with one statement; as {@link #with}. */
    public <T> T with(String what, String sql, Work<PreparedStatement, T> work) {
        return with(what, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return work.on(statement);
            }
        });
    }

    /** {@code DATABASE_UNAVAILABLE}; as of {@link #with}. */
    public static ConnectorException unavailable(String what, SQLException e) {
        return new ConnectorException(
                "DATABASE_UNAVAILABLE",
                FailureType.RESOURCES,
                "Cannot " + what + " in Drover's database (SQL state " + e.getSQLState() + ")",
                null,
                e);
    }

    /** What is done with a connection, or a statement. */
    @FunctionalInterface
    public interface Work<C, T> {
        T on(C it) throws SQLException;
    }

    /** A connection until it is closed. */
    public final class Held implements AutoCloseable {

        private final Connection connection;
        private boolean closed;

        private Held(Connection connection) {
            this.connection = connection;
        }

        public Connection connection() {
            return connection;
        }

        @Override
        public void close() throws SQLException {
            if (closed) {
                return;
            }
            closed = true;
            try {
                connection.close();
            } finally {
                free.release();
            }
        }
    }
}
