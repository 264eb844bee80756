package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensCommandsTest {

    private static final String MADE = """
            {"token":{"name":"ada","role":"approver","createdAt":"2026-11-30T10:00:00Z","createdBy":"administrator",
              "expiresAt":null,"lastUsedAt":null},"value":"drover_canary"}""";

    private final ApiServer server = new ApiServer(List.of(Guarded.ended()));
    private final Cli drover;

    TokensCommandsTest(@TempDir Path folder) throws IOException {
        drover = new Cli(folder, server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_token_is_made_and_its_value_alone_goes_to_standard_output() throws IOException {
        server.answer("POST /api/v1/tokens", 201, "application/json", MADE);

        assertThat(drover.run("tokens", "create", "ada", "--role", "approver")).isZero();

        assertThat(server.requests().getLast().body()).contains("\"name\":\"ada\"", "\"role\":\"approver\"");
        assertThat(drover.out().strip()).isEqualTo("drover_canary");
        assertThat(drover.err())
                .contains("Token of ada, approver, never expires")
                .doesNotContain("canary");
    }

    @Test
    void it_expires_when_that_is_said() throws IOException {
        server.answer("POST /api/v1/tokens", 201, "application/json", MADE);

        assertThat(drover.run("tokens", "create", "ada", "--role", "Viewer", "--expires", "30d"))
                .isZero();

        Instant until = Instant.parse(ApiJson.MAPPER
                .readTree(server.requests().getLast().body())
                .path("expiresAt")
                .asText());
        assertThat(until)
                .isBetween(
                        Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(30)));
    }

    @Test
    void another_role_or_time_is_refused_before_anything_is_sent() {
        assertThat(drover.run("tokens", "create", "ada", "--role", "emperor")).isEqualTo(2);
        assertThat(drover.run("tokens", "create", "ada", "--role", "viewer", "--expires", "soon"))
                .isEqualTo(2);
        assertThat(drover.err()).contains("30d or 12h");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void the_audit_of_the_installation_says_who_made_them() {
        server.answer("GET /api/v1/audit", 200, "application/x-ndjson", """
                {"seq":1,"at":"2026-11-30T10:00:00Z","who":"bea","what":"token.created","step":null,"detail":"ada","previous":"","hash":""}
                """);

        assertThat(drover.run("audit", "show", "--installation")).isZero();
        assertThat(drover.out()).contains("bea", "token.created", "ada");
    }

    @Test
    void tokens_are_listed_without_their_values_and_revoked_by_name() {
        server.answer("GET /api/v1/tokens", 200, "application/json", """
                [{"name":"ada lovelace","role":"approver","createdAt":"2026-11-30T10:00:00Z","createdBy":"administrator",
                  "expiresAt":"2026-12-01T10:00:00Z","lastUsedAt":null}]""");
        server.answer("DELETE /api/v1/tokens/ada%20lovelace", 204, "application/json", "");

        assertThat(drover.run("tokens", "list")).isZero();
        assertThat(drover.out()).contains("ada lovelace", "approver", "not yet", "administrator");
        assertThat(drover.run("tokens", "revoke", "ada lovelace")).isZero();
        assertThat(server.requests().getLast().method()).isEqualTo("DELETE");
    }
}
