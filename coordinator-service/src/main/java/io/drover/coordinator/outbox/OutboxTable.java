package io.drover.coordinator.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** One lane of the outbox within a transaction of {@code connection}: what is taken is locked until that ends. */
final class OutboxTable {

    static final int MOST = 200;

    /** One relay at a time, over all replicas. One that froze with the lock is thrown out by the database. */
    private static final String ALONE = """
            select set_config('idle_in_transaction_session_timeout', '30s', true),
                   cast(pg_advisory_xact_lock(hashtext('%s')) as text)
            """;

    /** What is behind a row that was set aside waits with it. */
    private static final String TAKE = """
            select o.id, o.topic, o.key, o.payload, o.owner, o.refused
              from drover.outbox o
             where %s
               and o.owner <> all(?)
               and not exists (select from drover.outbox w
                                where w.owner = o.owner and w.id <= o.id and w.again_at > now() and %s)
             order by o.id limit %d for update of o skip locked
            """;

    private static final String REMOVE = "delete from drover.outbox where id = any(?)";

    /** After three refusals in 10 s, 20 s, 40 s … at most 2 minutes. */
    private static final String REFUSED = """
            update drover.outbox
               set refused = refused + 1,
                   again_at = case when refused + 1 >= 3
                                   then clock_timestamp() + make_interval(secs => least(120, 10 * power(2, least(refused - 2, 10))))
                              end
             where id = any(?)
            """;

    private final Connection connection;
    private final Lane lane;

    OutboxTable(Connection connection, Lane lane) {
        this.connection = connection;
        this.lane = lane;
    }

    /**
     * Waits until no other relay sends from this lane, and takes its oldest rows that do not wait for anything.
     *
     * @param without owners of whom nothing is taken
     */
    List<Outgoing> take(Set<String> without) throws SQLException {
        try (PreparedStatement alone = connection.prepareStatement(ALONE.formatted(lane.lock()))) {
            alone.execute();
        }
        List<Outgoing> taken = new ArrayList<>();
        try (PreparedStatement take = connection.prepareStatement(TAKE.formatted(lane.rows(), lane.before(), MOST))) {
            take.setArray(1, connection.createArrayOf("text", without.toArray()));
            try (ResultSet rows = take.executeQuery()) {
                while (rows.next()) {
                    taken.add(new Outgoing(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getInt(6)));
                }
            }
        }
        return taken;
    }

    void remove(Collection<Outgoing> sent) throws SQLException {
        if (sent.isEmpty()) {
            return;
        }
        try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
            remove.setArray(1, ids(sent));
            remove.executeUpdate();
        }
    }

    /** @return those that are set aside for it for the first time */
    List<Outgoing> refused(Collection<Outgoing> rows) throws SQLException {
        List<Outgoing> aside = new ArrayList<>();
        if (rows.isEmpty()) {
            return aside;
        }
        try (PreparedStatement refused = connection.prepareStatement(REFUSED)) {
            refused.setArray(1, ids(rows));
            refused.executeUpdate();
        }
        for (Outgoing row : rows) {
            if (row.refused() == 2) {
                aside.add(row);
            }
        }
        return aside;
    }

    private java.sql.Array ids(Collection<Outgoing> rows) throws SQLException {
        return connection.createArrayOf(
                "bigint", rows.stream().map(Outgoing::id).toArray());
    }
}
