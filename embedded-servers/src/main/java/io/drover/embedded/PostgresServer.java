package io.drover.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server of its own processes, with the database {@code drover}. It outlives a killed JVM; the next start on
 * the same directory takes it over. Its data stay in its directory when it stops.
 */
public final class PostgresServer implements AutoCloseable {

    public static final String DATABASE = "drover";

    private final PostgresCluster cluster;
    private final boolean durable;
    private final String password;
    private final PostgresRoles roles;
    private final int port;

    private PostgresServer(PostgresCluster cluster, boolean durable, String password, PostgresRoles roles, int port) {
        this.cluster = cluster;
        this.durable = durable;
        this.password = password;
        this.roles = roles;
        this.port = port;
    }

    /**
     * Starts a server, or takes over the one that runs on the directory, and returns when it answers.
     *
     * @param directory of this server alone; made and initialised when it is not there
     * @param port 0 for any free one
     * @param durable whether a commit is on the disk when it returned; without, it is faster and survives all but a crash
     *     of the machine or of the server
     */
    public static PostgresServer start(Path directory, int port, boolean durable) throws IOException {
        PostgresCluster cluster = new PostgresCluster(PostgresBinaries.unpacked(), directory);
        cluster.initialiseOnce();
        Optional<Postmaster> left = cluster.running();
        boolean reusable = left.isPresent() && (port == 0 || port == left.get().port());
        if (left.isPresent() && !reusable) {
            cluster.stop();
        }
        int chosen = reusable ? left.get().port() : Ports.choose(port, "PostgreSQL", "--postgres-port");
        PostgresServer server =
                new PostgresServer(cluster, durable, cluster.password(), PostgresRoles.of(directory), chosen);
        server.start();
        server.createDatabase();
        return server;
    }

    /** Starts the server again after {@link #stop()} or {@link #kill()}, at the same port. */
    public synchronized void start() throws IOException {
        if (cluster.running().isEmpty()) {
            cluster.start(port, durable);
        }
    }

    /** Stops the server in order: open transactions are rolled back. Its data stay. */
    public synchronized void stop() throws IOException {
        if (cluster.running().isPresent()) {
            cluster.stop();
        }
    }

    /** Ends the server as a crash would. {@link #start()} recovers. */
    public synchronized void kill() throws IOException {
        Optional<Postmaster> running = cluster.running();
        if (running.isPresent()) {
            Processes.killTree(running.get().process());
        }
    }

    public String host() {
        return Ports.LOOPBACK;
    }

    public int port() {
        return port;
    }

    /** The superuser's, for whoever looks after the server, and for tests. Drover's services have roles of their own. */
    public String user() {
        return PostgresCluster.USER;
    }

    public String password() {
        return password;
    }

    /** As whom services work in the database, and as whom they make its tables; the variables that they take. */
    public Map<String, String> environment() {
        return Map.of(
                "DROVER_DATABASE_HOST", host(),
                "DROVER_DATABASE_PORT", Integer.toString(port),
                "DROVER_DATABASE_NAME", DATABASE,
                "DROVER_DATABASE_USER", PostgresRoles.SERVICE,
                "DROVER_DATABASE_PASSWORD", roles.servicePassword(),
                "DROVER_SCHEMA_OWNER_USER", PostgresRoles.OWNER,
                "DROVER_SCHEMA_OWNER_PASSWORD", roles.ownerPassword());
    }

    PostgresRoles roles() {
        return roles;
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port + "/" + database;
    }

    private void createDatabase() throws IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), password);
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("create database " + DATABASE);
            }
            try (Connection inside = DriverManager.getConnection(jdbcUrl(), user(), password)) {
                roles.make(inside);
            }
        } catch (SQLException e) {
            throw new IOException(
                    "PostgreSQL at port " + port + " does not answer as the one of " + cluster.data() + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
