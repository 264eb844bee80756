package io.drover.worker;

import io.drover.staging.Sha256;
import io.drover.worker.database.LedgerConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which route two systems are, by what they say of themselves. What was typed is an alias: it leads to as many routes as there are
 * systems behind it.
 */
@ApplicationScoped
public class ObservedRoutes {

    /** One at a time: of two executions that observe a pair for the first time, the second finds the first one's route. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('ledger.observed_route'))";

    private static final String FIND = "select route, origin from observed_route where source = ? and target = ?";

    /** Receipts of an earlier release are kept under what was typed then, and nobody has been observed behind it yet. */
    private static final String OLD = """
            select ?
             where not exists (select from observed_route where route = ?)
               and (exists (select from receipt where route = ?) or exists (select from route where route = ?))
            """;

    private static final String ADD = """
            insert into observed_route (route, source, target, origin)
            values (coalesce(?, 'r' || nextval('route_number')), ?, ?, ?)
            returning route, origin
            """;
    private static final String ALIAS = "insert into route_alias (alias, route) values (?, ?) on conflict do nothing";
    private static final String TURN =
            "insert into turn (route, execution) values (?, ?) on conflict (route, execution) do nothing";

    private static final int ORIGIN_LENGTH = 8;

    private final LedgerConnections connections;

    ObservedRoutes(LedgerConnections connections) {
        this.connections = connections;
    }

    /**
     * A pair of systems.
     *
     * @param key what receipts belong to
     * @param origin the short word for the source that its records carry in the target; null where earlier releases wrote them
     *     without
     */
    public record Route(String key, @Nullable String origin) {}

    /**
     * The route of these systems, which is made when they are seen for the first time. The first systems that are observed behind a
     * text that an earlier release kept receipts under have that text's receipts. The execution is seen on it, so that it is
     * later there than those before.
     *
     * @param typed what was typed, as the coordinator put it together
     * @param source the source's own identity, likewise the target's
     */
    public Route observed(String typed, String source, String target, String execution) {
        return connections.with("find the route of two systems", connection -> {
            connection.setAutoCommit(false);
            try {
                query(connection, LOCK);
                Optional<Route> known = query(connection, FIND, source, target);
                Route route = known.isPresent() ? known.get() : add(connection, typed, source, target);
                update(connection, ALIAS, typed, route.key());
                update(connection, TURN, route.key(), execution);
                connection.commit();
                return route;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    private static Route add(Connection connection, String typed, String source, String target) throws SQLException {
        boolean old = query(connection, OLD, typed, typed, typed, typed).isPresent();
        return query(connection, ADD, old ? typed : null, source, target, old ? null : origin(source))
                .orElseThrow();
    }

    /** The same in every installation, so that what one of them wrote is known to another. */
    private static String origin(String source) {
        byte[] digest = Sha256.newDigest().digest(source.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, ORIGIN_LENGTH);
    }

    private static Optional<Route> query(Connection connection, String sql, @Nullable String... values)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            bind(query, values);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        new Route(row.getString(1), row.getMetaData().getColumnCount() > 1 ? row.getString(2) : null));
            }
        }
    }

    private static void update(Connection connection, String sql, @Nullable String... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            bind(update, values);
            update.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, @Nullable String[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
    }
}
