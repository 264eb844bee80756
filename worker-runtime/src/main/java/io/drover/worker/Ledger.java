package io.drover.worker;

import io.drover.spi.ConnectorException;
import io.drover.spi.Located;
import io.drover.worker.database.LedgerConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

    private static final String CONFIRM = """
            update receipt
               set state = 'CONFIRMED', target_id = item.target_id, written = item.written, intended = null, refs = null,
                   attempt = ?, changed_at = now()
              from unnest(?::text[], ?::text[], ?::bytea[]) as item (source_id, target_id, written)
             where route = ? and kind = ? and receipt.source_id = item.source_id and batch = ?
               and exists (select from claim where claim.batch = ? and token = ?)
            """;

    private static final String FIND = """
            select kind, source_id, state, target_id, encode(content_hash, 'hex'), execution, batch, attempt, changed_at, written,
                   intended, hash_version, refs, xmin::text
              from receipt
             where route = ? and kind = ? and source_id = any (?)
            """;

    private static final String ALL = """
            select kind, source_id, state, target_id, encode(content_hash, 'hex'), execution, batch, attempt, changed_at, written,
                   intended, hash_version, refs, xmin::text
              from receipt
             where route = ?
             order by kind, source_id
            """;

    /** Its own, or one that nobody changed since it was read. */
    private static final String FORGET = """
            delete from receipt
             using unnest(?::text[], ?::text[]) as item (id, change)
             where route = ? and kind = ? and source_id = item.id and (batch = ? or receipt.xmin::text = item.change)
               and exists (select from claim where claim.batch = ? and claim.token = ?)
            """;

    private static final String WITHDRAW = """
            delete from receipt
             where route = ? and kind = ? and source_id = any (?) and state = 'INTENDED' and target_id is null
               and exists (select from claim where batch = ? and token = ?)
            """;

    private static final String OF_OTHERS = """
            select receipt.source_id, receipt.target_id
              from observed_route own
              join observed_route other on other.target = own.target and other.source <> own.source
              join receipt on receipt.route = other.route
             where own.route = ? and receipt.kind = ? and receipt.source_id = any (?) and receipt.target_id is not null
            """;

    private final LedgerConnections connections;
    private final LongReads longReads;

    Ledger(LedgerConnections connections, LongReads longReads) {
        this.connections = connections;
        this.longReads = longReads;
    }

    /** Receipts by origin id, of those that exist. */
    public Map<String, Receipt> find(String route, String entityType, Collection<String> originIds) {
        return connections.with("read receipts", FIND, query -> {
            query.setString(1, route);
            query.setString(2, entityType);
            query.setArray(3, texts(query, originIds));
            Map<String, Receipt> found = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Receipt receipt = receipt(rows);
                    found.put(receipt.sourceId(), receipt);
                }
            }
            return found;
        });
    }

    /**
     * Receipts by origin id, of the records that are known to be in the target: also of one whose update is on its way, was
     * refused, or was never heard of again.
     */
    public Map<String, Receipt> located(String route, String entityType, Collection<String> originIds) {
        Map<String, Receipt> located = find(route, entityType, originIds);
        located.values().removeIf(receipt -> receipt.targetId() == null);
        return located;
    }

    /**
     * Target ids, by origin id, that records of other sources have in the same target: two sources may give the same id to records
     * that have nothing to do with each other.
     */
    public Map<String, Set<String>> ofOtherSources(String route, String entityType, Collection<String> originIds) {
        return connections.with("read receipts", OF_OTHERS, query -> {
            query.setString(1, route);
            query.setString(2, entityType);
            query.setArray(3, texts(query, originIds));
            Map<String, Set<String>> others = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    others.computeIfAbsent(rows.getString(1), id -> new HashSet<>())
                            .add(rows.getString(2));
                }
            }
            return others;
        });
    }

    /** Target ids by origin id, of the records that are known to be in the target. */
    public Map<String, String> targetIds(String route, String entityType, Collection<String> originIds) {
        Map<String, String> ids = new HashMap<>();
        located(route, entityType, originIds)
                .forEach((origin, receipt) -> ids.put(origin, String.valueOf(receipt.targetId())));
        return ids;
    }

    /**
     * Says that these records are about to be written: the lock that keeps two batches from writing one record.
     *
     * @return origin ids that are this batch's now; what is to be done about the others must be judged anew
     * @throws ConnectorException {@code STALE_ATTEMPT} when another attempt has the batch, or a later execution the route
     */
    public Set<String> intend(Claims.Claim claim, String entityType, Collection<Intent> intents) {
        return intents.isEmpty()
                ? Set.of()
                : connections.with(
                        "write intents", connection -> new Intents(connection, claim, entityType).write(intents));
    }

    /**
     * Says that the target has these records.
     *
     * @param written what it has of each, by origin id
     */
    public void confirm(Claims.Claim claim, String entityType, List<Located> loaded, Map<String, Written> written) {
        if (loaded.isEmpty()) {
            return;
        }
        int confirmed = connections.with("write confirmations", CONFIRM, update -> {
            update.setInt(1, claim.attempt());
            update.setArray(
                    2, texts(update, loaded.stream().map(Located::originId).toList()));
            update.setArray(
                    3, texts(update, loaded.stream().map(Located::targetId).toList()));
            update.setArray(4, bytes(update.getConnection(), loaded.stream().map(one -> written.get(one.originId()))));
            update.setString(5, claim.route());
            update.setString(6, entityType);
            update.setString(7, claim.batch().toString());
            update.setString(8, claim.batch().toString());
            update.setObject(9, claim.token());
            return update.executeUpdate();
        });
        if (confirmed != loaded.size()) {
            throw Claims.stale(claim.batch(), claim.attempt());
        }
    }

    static java.sql.Array bytes(Connection connection, Stream<@Nullable Written> written) throws SQLException {
        return connection.createArrayOf(
                "bytea", written.map(one -> one == null ? null : one.toBytes()).toArray(byte[][]::new));
    }

    /**
     * Takes back intents to create what the target refused: it is not there, without doubt. An intent to update stays, with
     * the target id, so that the next execution updates and does not create a second one.
     */
    public void withdraw(Claims.Claim claim, String entityType, Collection<String> originIds) {
        if (originIds.isEmpty()) {
            return;
        }
        connections.with("remove receipts", WITHDRAW, delete -> {
            delete.setString(1, claim.route());
            delete.setString(2, entityType);
            delete.setArray(3, texts(delete, originIds));
            delete.setString(4, claim.batch().toString());
            delete.setObject(5, claim.token());
            return delete.executeUpdate();
        });
    }

    /** Forgets records of this batch that are gone from the target: the next execution creates them again. */
    public void forget(Claims.Claim claim, String entityType, Collection<String> originIds) {
        remove(claim, entityType, List.copyOf(originIds), List.of());
    }

    /** Forgets records that are gone from the target, but what somebody wrote since it was read. */
    public void forgetSeen(Claims.Claim claim, String entityType, Collection<Receipt> seen) {
        remove(
                claim,
                entityType,
                seen.stream().map(Receipt::sourceId).toList(),
                seen.stream().map(Receipt::change).toList());
    }

    private void remove(Claims.Claim claim, String entityType, List<String> originIds, List<String> changes) {
        if (originIds.isEmpty()) {
            return;
        }
        connections.with("remove receipts", FORGET, delete -> {
            delete.setArray(1, texts(delete, originIds));
            delete.setArray(2, texts(delete, changes));
            delete.setString(3, claim.route());
            delete.setString(4, entityType);
            delete.setString(5, claim.batch().toString());
            delete.setString(6, claim.batch().toString());
            delete.setObject(7, claim.token());
            return delete.executeUpdate();
        });
    }

    /** Hands out all receipts of a route in the order of entity type and origin id, in constant memory. */
    public void receipts(String route, Consumer<Receipt> each) {
        try (LongReads.Leave leave = longReads.begin()) {
            connections.with("read receipts", connection -> all(connection, route, each));
        }
    }

    private static int all(Connection connection, String route, Consumer<Receipt> each) throws SQLException {
        int count = 0;
        connection.setAutoCommit(false); // the driver streams only inside a transaction
        try (PreparedStatement query = connection.prepareStatement(ALL)) {
            query.setFetchSize(1000);
            query.setString(1, route);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    each.accept(receipt(rows));
                    count++;
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return count;
    }

    private static java.sql.Array texts(Statement statement, Collection<String> values) throws SQLException {
        return statement.getConnection().createArrayOf("text", values.toArray());
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                row.getString(1),
                row.getString(2),
                Receipt.State.valueOf(row.getString(3)),
                row.getString(4),
                new ContentHash(row.getInt(12), row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                row.getTimestamp(9).toInstant(),
                written(row.getBytes(10)),
                written(row.getBytes(11)),
                Intents.refs(row.getString(13)),
                row.getString(14));
    }

    private static @Nullable Written written(byte @Nullable [] bytes) {
        return bytes == null ? null : Written.of(bytes);
    }
}
