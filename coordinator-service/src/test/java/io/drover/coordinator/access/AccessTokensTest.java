package io.drover.coordinator.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.api.AccessRole;
import io.drover.api.AccessToken;
import io.drover.api.AuditChain;
import io.drover.coordinator.orchestration.ReactiveDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two coordinators on one database. */
class AccessTokensTest {

    private static final Caller KEEPER = new Caller("administrator", AccessRole.ADMINISTRATOR);

    private final ReactiveDatabase database = new ReactiveDatabase("access_tokens");
    private final InstallationAudit audit = new InstallationAudit();
    private final AccessTokens one = new AccessTokens(database.reactive(), audit);
    private final AccessTokens other = new AccessTokens(database.reactive(), audit);

    AccessTokensTest() throws Exception {}

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_token_holds_at_once_where_it_was_made_and_elsewhere_when_they_look() {
        String value = make("ada", AccessRole.APPROVER);

        assertThat(one.find(value)).contains(new Caller("ada", AccessRole.APPROVER));
        assertThat(other.areKnown()).isFalse();

        await(other.look());

        assertThat(other.find(value)).contains(new Caller("ada", AccessRole.APPROVER));
    }

    @Test
    void a_revoked_token_opens_nothing_from_the_next_request_on_and_elsewhere_when_they_look() {
        String value = make("ada", AccessRole.APPROVER);
        await(other.look());

        assertThat(await(one.revoke("ada", KEEPER))).isTrue();

        assertThat(one.find(value)).isEmpty();
        await(other.look());
        assertThat(other.find(value)).isEmpty();
        assertThat(await(one.revoke("ada", KEEPER))).isFalse();
    }

    @Test
    void one_name_is_one_token_in_whichever_case() {
        make("ada", AccessRole.VIEWER);

        assertThatThrownBy(() -> make("Ada", AccessRole.ADMINISTRATOR))
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(await(one.list())).extracting(AccessToken::name).containsExactly("ada");
    }

    @Test
    void the_value_is_kept_nowhere_and_a_use_is() throws Exception {
        String value = make("ada", AccessRole.VIEWER);
        one.find(value);
        await(one.look());

        assertThat(await(one.list())).singleElement().satisfies(token -> {
            assertThat(token.createdBy()).isEqualTo("administrator");
            assertThat(token.lastUsedAt()).isNotNull();
            assertThat(token.toString()).doesNotContain(value);
        });
        assertThat(await(lines())).noneMatch(line -> line.contains(value));
    }

    @Test
    void what_many_do_at_once_is_one_chain() {
        Uni<Void> all = Uni.join()
                .all(IntStream.range(0, 20)
                        .mapToObj(i -> (i % 2 == 0 ? one : other).make("p" + i, AccessRole.VIEWER, null, KEEPER))
                        .toList())
                .andFailFast()
                .replaceWithVoid();
        await(all);
        await(one.revoke("p3", KEEPER));

        AuditChain chain = new AuditChain();
        await(lines()).forEach(chain::accept);
        assertThat(chain.broken()).isEmpty();
        assertThat(chain.head().count()).isEqualTo(21);
        assertThat(await(lines()).getLast()).contains("\"who\":\"administrator\",\"what\":\"token.revoked\"");
    }

    private String make(String name, AccessRole role) {
        return await(one.make(name, role, null, KEEPER)).value();
    }

    private Uni<List<String>> lines() {
        return database.reactive().withSession(audit::lines);
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(30));
    }
}
