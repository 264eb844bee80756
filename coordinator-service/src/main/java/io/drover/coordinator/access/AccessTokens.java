package io.drover.coordinator.access;

import io.drover.api.AccessRole;
import io.drover.api.AccessToken;
import io.drover.api.MadeAccessToken;
import io.drover.coordinator.persistence.AccessTokenRow;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of people and programs. They are few, so {@link TokenWatch} has all of them read once a second, and a request waits for no database: what one
 * coordinator makes or revokes holds there at the next request, and within about a second on the others.
 */
@ApplicationScoped
public class AccessTokens implements TokenLookup {

    private final Mutiny.SessionFactory database;
    private final InstallationAudit audit;
    private final Clock clock = Clock.systemUTC();
    private final TokenTable table = new TokenTable();

    AccessTokens(@PersistenceUnit("coordinator") Mutiny.SessionFactory database, InstallationAudit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** Whether a text has the form of these tokens. */
    public static boolean isOne(String text) {
        return TokenValue.isOne(text);
    }

    @Override
    public boolean areKnown() {
        return table.isFresh(clock.instant());
    }

    @Override
    public Optional<Caller> find(String token) {
        return table.find(TokenValue.hash(token), clock.instant());
    }

    /**
     * Makes a token, which holds from now on.
     *
     * @return fails with a violation of the unique name when there is one of that name
     */
    public Uni<MadeAccessToken> make(String name, AccessRole role, @Nullable Instant expiresAt, Caller by) {
        String value = TokenValue.fresh();
        AccessTokenRow row =
                new AccessTokenRow(name, TokenValue.hash(value), role.word(), clock.instant(), by.name(), expiresAt);
        String detail = "role " + role.word() + (expiresAt == null ? ", does not expire" : ", expires " + expiresAt);
        return database.withTransaction((session, transaction) -> session.persist(row)
                        .chain(() -> session.flush())
                        .chain(() -> audit.add(session, by, "token.created", name + ": " + detail)))
                .chain(this::read)
                .replaceWith(new MadeAccessToken(shown(row), value));
    }

    public Uni<List<AccessToken>> list() {
        return database.withSession(AccessTokens::rows)
                .map(rows -> rows.stream().map(AccessTokens::shown).toList());
    }

    /** Whether there was one of that name; it opens nothing from now on. */
    public Uni<Boolean> revoke(String name, Caller by) {
        return database.withTransaction((session, transaction) -> session.createMutationQuery(
                                "delete from AccessTokenRow where name = :name")
                        .setParameter("name", name)
                        .executeUpdate()
                        .chain(gone -> gone == 0
                                ? Uni.createFrom().item(false)
                                : audit.add(session, by, "token.revoked", name).replaceWith(true)))
                .chain(gone -> read().replaceWith(gone));
    }

    /** Writes which were used, and reads all. */
    Uni<Void> look() {
        return used(table.takeUsed()).chain(this::read);
    }

    private Uni<Void> read() {
        long number = table.begin();
        Instant at = clock.instant();
        return database.withSession(AccessTokens::rows)
                .invoke(rows -> table.ended(number, at, rows))
                .replaceWithVoid();
    }

    private Uni<Void> used(Map<String, Instant> names) {
        return Multi.createFrom()
                .iterable(names.entrySet())
                .onItem()
                .transformToUniAndConcatenate(used -> database.withTransaction((session, transaction) ->
                        session.createMutationQuery("update AccessTokenRow set lastUsedAt = :at where name = :name")
                                .setParameter("at", used.getValue())
                                .setParameter("name", used.getKey())
                                .executeUpdate()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<List<AccessTokenRow>> rows(Mutiny.Session session) {
        return session.createQuery("from AccessTokenRow order by name", AccessTokenRow.class)
                .getResultList();
    }

    private static AccessToken shown(AccessTokenRow row) {
        return new AccessToken(
                row.name(),
                AccessRole.of(row.role()),
                row.createdAt(),
                row.createdBy(),
                row.expiresAt(),
                row.lastUsedAt());
    }
}
