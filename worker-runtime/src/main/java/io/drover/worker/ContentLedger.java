package io.drover.worker;

import io.drover.worker.database.LedgerConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Receipts of contents. A record's own receipt is the lock: only the batch that intends the record writes these, and every write is
 * fenced by its {@link Claims.Claim claim}.
 */
@ApplicationScoped
public class ContentLedger {

    private static final String FIND = """
            select source_id, content_id, state, seen, target_id, sha256, size, execution
              from content_receipt
             where route = ? and kind = ? and source_id = any (?)
            """;

    /** What was sent last stays beside the intent: until the new one is there, that is what the target has. */
    private static final String INTEND = """
            insert into content_receipt (route, kind, source_id, content_id, state, seen, execution, batch, attempt)
            select ?, ?, item.source_id, item.content_id, 'INTENDED', item.seen, ?, ?, ?
              from unnest(?::text[], ?::text[], ?::text[]) as item (source_id, content_id, seen)
             where exists (select from claim where claim.batch = ? and claim.token = ?)
            on conflict (route, kind, source_id, content_id) do update
               set state = 'INTENDED', seen = excluded.seen, execution = excluded.execution, batch = excluded.batch,
                   attempt = excluded.attempt, changed_at = now()
            """;

    private static final String CONFIRM = """
            insert into content_receipt
                   (route, kind, source_id, content_id, state, seen, execution, batch, attempt, target_id, sha256, size)
            select ?, ?, item.source_id, item.content_id, 'CONFIRMED', item.seen, ?, ?, ?, item.target_id, item.sha256, item.size
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                     as item (source_id, content_id, seen, target_id, sha256, size)
             where exists (select from claim where claim.batch = ? and claim.token = ?)
            on conflict (route, kind, source_id, content_id) do update
               set state = 'CONFIRMED', seen = excluded.seen, execution = excluded.execution, batch = excluded.batch,
                   attempt = excluded.attempt, target_id = excluded.target_id, sha256 = excluded.sha256, size = excluded.size,
                   changed_at = now()
            """;

    private final LedgerConnections connections;

    ContentLedger(LedgerConnections connections) {
        this.connections = connections;
    }

    /** By origin id of the record, then by id of the content; records without any are not in it. */
    public Map<String, Map<String, ContentReceipt>> find(
            String route, String entityType, Collection<String> originIds) {
        Map<String, Map<String, ContentReceipt>> found = new HashMap<>();
        if (originIds.isEmpty()) {
            return found;
        }
        try (LedgerConnections.Held held = connections.hold();
                PreparedStatement query = held.connection().prepareStatement(FIND)) {
            query.setString(1, route);
            query.setString(2, entityType);
            query.setArray(3, held.connection().createArrayOf("text", originIds.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    ContentReceipt receipt = receipt(rows);
                    found.computeIfAbsent(receipt.sourceId(), id -> new HashMap<>())
                            .put(receipt.contentId(), receipt);
                }
            }
            return found;
        } catch (SQLException e) {
            throw LedgerConnections.unavailable("read receipts of contents", e);
        }
    }

    /** Says that these are about to be sent. @throws ConnectorException {@code STALE_ATTEMPT} when another attempt has the batch */
    public void intend(Claims.Claim claim, String entityType, List<ContentReceipt> contents) {
        write(claim, entityType, contents, INTEND, (statement, sorted) -> 9);
    }

    /** Says that the target has these whole. @throws ConnectorException as {@link #intend} */
    public void confirm(Claims.Claim claim, String entityType, List<ContentReceipt> contents) {
        write(claim, entityType, contents, CONFIRM, (statement, sorted) -> {
            statement.setArray(9, texts(statement, sorted, ContentReceipt::targetId));
            statement.setArray(10, texts(statement, sorted, ContentReceipt::sha256));
            statement.setArray(
                    11,
                    statement
                            .getConnection()
                            .createArrayOf(
                                    "bigint",
                                    sorted.stream().map(ContentReceipt::size).toArray()));
            return 12;
        });
    }

    private void write(Claims.Claim claim, String entityType, List<ContentReceipt> contents, String sql, Rest rest) {
        if (contents.isEmpty()) {
            return;
        }
        // In one order everywhere, so that no two statements wait for each other.
        List<ContentReceipt> sorted = contents.stream()
                .sorted(Comparator.comparing(ContentReceipt::sourceId).thenComparing(ContentReceipt::contentId))
                .toList();
        try (LedgerConnections.Held held = connections.hold();
                PreparedStatement statement = held.connection().prepareStatement(sql)) {
            statement.setString(1, claim.route());
            statement.setString(2, entityType);
            statement.setString(3, claim.batch().execution());
            statement.setString(4, claim.batch().toString());
            statement.setInt(5, claim.attempt());
            statement.setArray(6, texts(statement, sorted, ContentReceipt::sourceId));
            statement.setArray(7, texts(statement, sorted, ContentReceipt::contentId));
            statement.setArray(8, texts(statement, sorted, ContentReceipt::seen));
            int next = rest.set(statement, sorted);
            statement.setString(next, claim.batch().toString());
            statement.setObject(next + 1, claim.token());
            if (statement.executeUpdate() != sorted.size()) {
                throw Claims.stale(claim.batch(), claim.attempt());
            }
        } catch (SQLException e) {
            throw LedgerConnections.unavailable("write receipts of contents", e);
        }
    }

    private interface Rest {
        /** @return the place of what follows */
        int set(PreparedStatement statement, List<ContentReceipt> sorted) throws SQLException;
    }

    private static java.sql.Array texts(
            PreparedStatement statement, List<ContentReceipt> contents, Function<ContentReceipt, @Nullable String> text)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("text", contents.stream().map(text).toArray());
    }

    private static ContentReceipt receipt(ResultSet row) throws SQLException {
        return new ContentReceipt(
                row.getString(1),
                row.getString(2),
                Receipt.State.valueOf(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, Long.class),
                row.getString(8));
    }
}
