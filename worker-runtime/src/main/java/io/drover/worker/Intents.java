package io.drover.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes intents: a row of the ledger is taken only when nobody changed it since it was judged, by a claim that holds, of the
 * execution that has the route. Claim and route stay locked until it is written, so that who takes one of them over sees it.
 */
final class Intents {

    /** The claim renews itself meanwhile a moment later; batches of one route share its lock. */
    private static final String OWNED = """
            with owned as materialized (
              select from claim, route
               where claim.batch = ? and claim.token = ? and route.route = ? and route.execution = ?
                 for share)
            """;

    /** Of what is there already nothing is known to be ours: an empty {@code written} says so to who comes after a crash. */
    private static final String INSERT = OWNED + """
            insert into receipt (route, kind, source_id, state, content_hash, hash_version, execution, batch, attempt, refs,
                                 target_id, intended, written)
            select ?, ?, item.id, 'INTENDED', decode(item.hash, 'hex'), ?, ?, ?, ?, item.refs, item.target, item.intended,
                   case when item.target is not null then ''::bytea end
              from owned, unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[])
                     as item (id, hash, refs, target, intended)
            on conflict (route, kind, source_id) do nothing
            returning source_id
            """;

    /**
     * The transaction that wrote a row last is the row's version. What another batch intends is taken only after that one is over for
     * good ({@link EarlierAttempts}): a claim that only lapsed may be renewed, and its batch would send as well. Of a record that is
     * another one in the target than the receipt says, nothing is known to be ours; of one that was in doubt and is found, all of it may
     * be: nothing had been {@code written} yet. Rows are locked in one order, whatever the plan.
     */
    private static final String UPDATE = OWNED + """
            , item as materialized (
              select item.*
                from owned, receipt,
                     unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[])
                       as item (id, hash, refs, target, intended, change)
               where receipt.route = ? and receipt.kind = ? and receipt.source_id = item.id and receipt.xmin::text = item.change
                 and (receipt.batch = ? or receipt.state = 'CONFIRMED'
                      or not exists (select from claim where claim.batch = receipt.batch and claim.token <> %s))
               order by receipt.source_id
                 for update of receipt)
            update receipt
               set content_hash = decode(item.hash, 'hex'), hash_version = ?, execution = ?, batch = ?, attempt = ?,
                   changed_at = now(), state = 'INTENDED', intended = item.intended, refs = item.refs,
                   target_id = item.target,
                   written = case when item.target is null then null
                                  when item.target <> receipt.target_id then ''::bytea
                                  else receipt.written end
              from item
             where receipt.route = ? and receipt.kind = ? and receipt.source_id = item.id and receipt.xmin::text = item.change
            returning receipt.source_id
            """.formatted(ClaimTable.NOBODY);

    private static final String HOLDS = OWNED + "select exists (select from owned)";

    private final Connection connection;
    private final Claims.Claim claim;
    private final String entityType;

    Intents(Connection connection, Claims.Claim claim, String entityType) {
        this.connection = connection;
        this.claim = claim;
        this.entityType = entityType;
    }

    /** @return origin ids of those that hold; the others were changed by somebody since they were judged */
    Set<String> write(Collection<Intent> intents) throws SQLException {
        Set<String> own = new HashSet<>();
        // In one order everywhere: two batches that want the same rows wait for each other, and never both.
        List<Intent> all =
                intents.stream().sorted(Comparator.comparing(Intent::originId)).toList();
        own.addAll(insert(all.stream().filter(one -> one.seen() == null).toList()));
        own.addAll(update(all.stream().filter(one -> one.seen() != null).toList()));
        if (own.size() < all.size() && !holds()) {
            throw Claims.stale(claim.batch(), claim.attempt());
        }
        return own;
    }

    private Set<String> insert(List<Intent> intents) throws SQLException {
        if (intents.isEmpty()) {
            return Set.of();
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            int at = owned(insert);
            insert.setString(at++, claim.route());
            insert.setString(at++, entityType);
            at = writer(insert, at);
            items(insert, at, intents);
            return ids(insert);
        }
    }

    private Set<String> update(List<Intent> intents) throws SQLException {
        if (intents.isEmpty()) {
            return Set.of();
        }
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            int at = owned(update);
            at = items(update, at, intents);
            update.setArray(
                    at++,
                    texts(intents, one -> one.seen() == null ? null : one.seen().change()));
            update.setString(at++, claim.route());
            update.setString(at++, entityType);
            update.setString(at++, claim.batch().toString());
            at = writer(update, at);
            update.setString(at++, claim.route());
            update.setString(at, entityType);
            return ids(update);
        }
    }

    private boolean holds() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HOLDS)) {
            owned(query);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private int owned(PreparedStatement statement) throws SQLException {
        statement.setString(1, claim.batch().toString());
        statement.setObject(2, claim.token());
        statement.setString(3, claim.route());
        statement.setString(4, claim.batch().execution());
        return 5;
    }

    private int writer(PreparedStatement statement, int from) throws SQLException {
        statement.setInt(from, ContentHash.VERSION);
        statement.setString(from + 1, claim.batch().execution());
        statement.setString(from + 2, claim.batch().toString());
        statement.setInt(from + 3, claim.attempt());
        return from + 4;
    }

    private int items(PreparedStatement statement, int from, List<Intent> intents) throws SQLException {
        statement.setArray(from, texts(intents, Intent::originId));
        statement.setArray(from + 1, texts(intents, one -> one.hash().hex()));
        statement.setArray(from + 2, texts(intents, one -> one.creates() ? json(one.refs()) : null));
        statement.setArray(from + 3, texts(intents, Intent::targetId));
        statement.setArray(from + 4, Ledger.bytes(connection, intents.stream().map(Intent::written)));
        return from + 5;
    }

    private java.sql.Array texts(List<Intent> intents, Function<Intent, @Nullable String> text) throws SQLException {
        return connection.createArrayOf("text", intents.stream().map(text).toArray());
    }

    private static Set<String> ids(PreparedStatement statement) throws SQLException {
        Set<String> ids = new HashSet<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private static String json(Map<String, String> refs) {
        try {
            return LedgerJson.MAPPER.writeValueAsString(refs);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts have a JSON form", e);
        }
    }

    /** @return null when nothing is known about the places of the record */
    static @Nullable Map<String, String> refs(@Nullable String json) {
        try {
            return json == null ? null : LedgerJson.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds JSON here", e);
        }
    }
}
