package io.drover.coordinator.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.AccessRole;
import io.drover.coordinator.persistence.AccessTokenRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenTableTest {

    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    private final TokenTable table = new TokenTable();

    @Test
    void a_token_is_found_by_its_hash_until_it_expires() {
        String value = TokenValue.fresh();
        read(row("ada", value, "approver", NOW.plusSeconds(60)));

        assertThat(table.find(TokenValue.hash(value), NOW)).contains(new Caller("ada", AccessRole.APPROVER));
        assertThat(table.find(TokenValue.hash(value), NOW.plusSeconds(60))).isEmpty();
        assertThat(table.find(TokenValue.hash(TokenValue.fresh()), NOW)).isEmpty();
        assertThat(table.find(value, NOW)).isEmpty();
    }

    @Test
    void what_was_read_before_a_revocation_and_came_after_it_brings_no_token_back() {
        String value = TokenValue.fresh();
        long slow = table.begin();
        long afterTheRevocation = table.begin();
        table.ended(afterTheRevocation, NOW, List.of());
        table.ended(slow, NOW, List.of(row("ada", value, "viewer", null)));

        assertThat(table.find(TokenValue.hash(value), NOW)).isEmpty();
    }

    @Test
    void a_role_that_this_release_does_not_know_is_no_role() {
        String value = TokenValue.fresh();
        read(row("ada", value, "emperor", null));

        assertThat(table.find(TokenValue.hash(value), NOW)).isEmpty();
    }

    @Test
    void what_was_read_half_a_minute_ago_is_not_trusted() {
        assertThat(table.isFresh(NOW)).isFalse();

        read();

        assertThat(table.isFresh(NOW.plusSeconds(29))).isTrue();
        assertThat(table.isFresh(NOW.plusSeconds(31))).isFalse();
    }

    @Test
    void a_use_is_told_once_an_hour() {
        String value = TokenValue.fresh();
        read(row("ada", value, "viewer", null));

        table.find(TokenValue.hash(value), NOW);
        table.find(TokenValue.hash(value), NOW.plusSeconds(5));
        assertThat(table.takeUsed()).containsExactly(Map.entry("ada", NOW));

        table.find(TokenValue.hash(value), NOW.plus(Duration.ofMinutes(59)));
        assertThat(table.takeUsed()).isEmpty();

        table.find(TokenValue.hash(value), NOW.plus(Duration.ofMinutes(61)));
        assertThat(table.takeUsed()).containsOnlyKeys("ada");
    }

    private void read(AccessTokenRow... rows) {
        table.ended(table.begin(), NOW, List.of(rows));
    }

    private static AccessTokenRow row(String name, String value, String role, @Nullable Instant expires) {
        return new AccessTokenRow(name, TokenValue.hash(value), role, NOW, "administrator", expires);
    }
}
