package io.drover.worker;

import io.agroal.api.AgroalDataSource;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Located;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The receipts. Written in bulk: intents before a batch touches the target, confirmations after the target answered. Every
 * write is fenced by the batch's {@link Claims.Claim claim}: one that is stale changes nothing and fails.
 */
@ApplicationScoped
public class Ledger {

    private static final String INTEND = """
            insert into receipt (route, kind, source_id, state, content_hash, execution, batch, attempt, intended)
            select ?, ?, item.id, 'INTENDED', decode(item.hash, 'hex'), ?, ?, ?, item.intended
              from unnest(?::text[], ?::text[], ?::bytea[]) as item (id, hash, intended)
             where exists (select from claim where batch = ? and token = ?)
               and exists (select from route where route.route = ? and route.execution = ?)
            on conflict (route, kind, source_id) do update
               set content_hash = excluded.content_hash, execution = excluded.execution, batch = excluded.batch,
                   attempt = excluded.attempt, changed_at = now(), state = 'INTENDED', intended = excluded.intended
             where receipt.batch = excluded.batch
                or (receipt.state = 'CONFIRMED' and receipt.execution <> excluded.execution)
                or (receipt.state = 'INTENDED'
                    and not exists (select from claim where claim.batch = receipt.batch and lease_until >= now()))
            returning source_id
            """;

    private static final String OWNED = """
            select exists (select from claim where batch = ? and token = ?)
               and exists (select from route where route = ? and execution = ?)
            """;

    private static final String CONFIRM = """
            update receipt
               set state = 'CONFIRMED', target_id = item.target_id, written = item.written, intended = null,
                   attempt = ?, changed_at = now()
              from unnest(?::text[], ?::text[], ?::bytea[]) as item (source_id, target_id, written)
             where route = ? and kind = ? and receipt.source_id = item.source_id and batch = ?
               and exists (select from claim where claim.batch = ? and token = ?)
            """;

    private static final String FIND = """
            select kind, source_id, state, target_id, encode(content_hash, 'hex'), execution, batch, attempt, changed_at, written,
                   intended
              from receipt
             where route = ? and kind = ? and source_id = any (?)
            """;

    private static final String ALL = """
            select kind, source_id, state, target_id, encode(content_hash, 'hex'), execution, batch, attempt, changed_at, written,
                   intended
              from receipt
             where route = ?
             order by kind, source_id
            """;

    private static final String FORGET = """
            delete from receipt
             where route = ? and kind = ? and source_id = any (?)
               and exists (select from claim where batch = ? and token = ?)
            """;

    private static final String WITHDRAW = """
            delete from receipt
             where route = ? and kind = ? and source_id = any (?) and state = 'INTENDED' and target_id is null
               and exists (select from claim where batch = ? and token = ?)
            """;

    private final AgroalDataSource database;

    Ledger(@DataSource("ledger") AgroalDataSource database) {
        this.database = database;
    }

    /** Receipts by origin id, of those that exist. */
    public Map<String, Receipt> find(String route, String kind, Collection<String> originIds) {
        Map<String, Receipt> found = new HashMap<>();
        run("read receipts", connection -> {
            try (PreparedStatement query = connection.prepareStatement(FIND)) {
                query.setString(1, route);
                query.setString(2, kind);
                query.setArray(3, connection.createArrayOf("text", originIds.toArray()));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        Receipt receipt = receipt(rows);
                        found.put(receipt.sourceId(), receipt);
                    }
                }
            }
        });
        return found;
    }

    /** Receipts by origin id, of the records that are proven to be in the target. */
    public Map<String, Receipt> confirmed(String route, String kind, Collection<String> originIds) {
        Map<String, Receipt> confirmed = find(route, kind, originIds);
        confirmed.values().removeIf(receipt -> receipt.state() != Receipt.State.CONFIRMED);
        return confirmed;
    }

    /** Target ids by origin id, of the records that are proven to be in the target. */
    public Map<String, String> targetIds(String route, String kind, Collection<String> originIds) {
        Map<String, String> ids = new HashMap<>();
        confirmed(route, kind, originIds)
                .forEach((origin, receipt) -> ids.put(origin, String.valueOf(receipt.targetId())));
        return ids;
    }

    /**
     * Says that these records are about to be written: the lock that keeps two batches from writing one record.
     *
     * @param hashes SHA-256 of the target body, hex, by origin id
     * @param intended what the target will have of those that are updates, by origin id
     * @return origin ids that are this batch's now; the others another batch of the execution has, or had
     */
    public Set<String> intend(
            Claims.Claim claim, String kind, Map<String, String> hashes, Map<String, Written> intended) {
        Set<String> own = new HashSet<>();
        if (hashes.isEmpty()) {
            return own;
        }
        List<Map.Entry<String, String>> items = List.copyOf(hashes.entrySet());
        run("write intents", connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INTEND)) {
                insert.setString(1, claim.route());
                insert.setString(2, kind);
                insert.setString(3, claim.batch().execution());
                insert.setString(4, claim.batch().toString());
                insert.setInt(5, claim.attempt());
                insert.setArray(
                        6,
                        array(connection, items.stream().map(Map.Entry::getKey).toArray()));
                insert.setArray(
                        7,
                        array(
                                connection,
                                items.stream().map(Map.Entry::getValue).toArray()));
                insert.setArray(8, bytes(connection, items.stream().map(item -> intended.get(item.getKey()))));
                insert.setString(9, claim.batch().toString());
                insert.setObject(10, claim.token());
                insert.setString(11, claim.route());
                insert.setString(12, claim.batch().execution());
                try (ResultSet rows = insert.executeQuery()) {
                    while (rows.next()) {
                        own.add(rows.getString(1));
                    }
                }
            }
            if (own.size() < items.size() && !isOwned(connection, claim)) {
                throw Claims.stale(claim.batch(), claim.attempt());
            }
        });
        return own;
    }

    private static boolean isOwned(Connection connection, Claims.Claim claim) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OWNED)) {
            query.setString(1, claim.batch().toString());
            query.setObject(2, claim.token());
            query.setString(3, claim.route());
            query.setString(4, claim.batch().execution());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /**
     * Says that the target has these records.
     *
     * @param written what it has of each, by origin id
     */
    public void confirm(Claims.Claim claim, String kind, List<Located> loaded, Map<String, Written> written) {
        if (loaded.isEmpty()) {
            return;
        }
        fenced("write confirmations", claim, loaded.size(), connection -> {
            try (PreparedStatement update = connection.prepareStatement(CONFIRM)) {
                update.setInt(1, claim.attempt());
                update.setArray(
                        2,
                        array(connection, loaded.stream().map(Located::originId).toArray()));
                update.setArray(
                        3,
                        array(connection, loaded.stream().map(Located::targetId).toArray()));
                update.setArray(4, bytes(connection, loaded.stream().map(one -> written.get(one.originId()))));
                update.setString(5, claim.route());
                update.setString(6, kind);
                update.setString(7, claim.batch().toString());
                update.setString(8, claim.batch().toString());
                update.setObject(9, claim.token());
                return update.executeUpdate();
            }
        });
    }

    private static java.sql.Array bytes(Connection connection, Stream<@Nullable Written> written) throws SQLException {
        return connection.createArrayOf(
                "bytea", written.map(one -> one == null ? null : one.toBytes()).toArray(byte[][]::new));
    }

    /**
     * Takes back intents to create what the target refused: it is not there, without doubt. An intent to update stays, with
     * the target id, so that the next execution updates and does not create a second one.
     */
    public void withdraw(Claims.Claim claim, String kind, Collection<String> originIds) {
        if (originIds.isEmpty()) {
            return;
        }
        remove(WITHDRAW, claim, kind, originIds);
    }

    /** Forgets records that are gone from the target: the next execution creates them again. */
    public void forget(Claims.Claim claim, String kind, Collection<String> originIds) {
        if (originIds.isEmpty()) {
            return;
        }
        remove(FORGET, claim, kind, originIds);
    }

    private void remove(String sql, Claims.Claim claim, String kind, Collection<String> originIds) {
        run("remove receipts", connection -> {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setString(1, claim.route());
                delete.setString(2, kind);
                delete.setArray(3, array(connection, originIds.toArray()));
                delete.setString(4, claim.batch().toString());
                delete.setObject(5, claim.token());
                delete.executeUpdate();
            }
        });
    }

    /** Hands out all receipts of a route in the order of kind and origin id, in constant memory. */
    public void receipts(String route, Consumer<Receipt> each) {
        run("read receipts", connection -> {
            connection.setAutoCommit(false); // the driver streams only inside a transaction
            try (PreparedStatement query = connection.prepareStatement(ALL)) {
                query.setFetchSize(1000);
                query.setString(1, route);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        each.accept(receipt(rows));
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        });
    }

    private static java.sql.Array array(Connection connection, Object[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                row.getString(1),
                row.getString(2),
                Receipt.State.valueOf(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                row.getTimestamp(9).toInstant(),
                written(row.getBytes(10)),
                written(row.getBytes(11)));
    }

    private static @Nullable Written written(byte @Nullable [] bytes) {
        return bytes == null ? null : Written.of(bytes);
    }

    private void fenced(String what, Claims.Claim claim, int expected, SqlCount work) {
        run(what, connection -> {
            int written = work.run(connection);
            if (written != expected) {
                throw Claims.stale(claim.batch(), claim.attempt());
            }
        });
    }

    private void run(String what, SqlWork work) {
        try (Connection connection = database.getConnection()) {
            work.run(connection);
        } catch (SQLException e) {
            throw new ConnectorException(
                    "DATABASE_UNAVAILABLE",
                    FailureType.RESOURCES,
                    "Cannot " + what + " in Drover's database (SQL state " + e.getSQLState() + ")",
                    null,
                    e);
        }
    }

    private interface SqlWork {
        void run(Connection connection) throws SQLException;
    }

    private interface SqlCount {
        int run(Connection connection) throws SQLException;
    }
}
