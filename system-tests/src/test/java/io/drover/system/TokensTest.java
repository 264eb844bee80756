package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.api.AuditChain;
import io.drover.sandbox.RunningSandbox;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of people and programs, and whose name is kept of what they do. */
class TokensTest {

    private final Installation installation;
    private final Api administrator;

    TokensTest() throws IOException {
        installation = Installation.shared();
        administrator = installation.api();
    }

    @Test
    void a_token_opens_until_it_is_revoked_and_not_one_request_longer() {
        String value = installation.token("tokens ada", "viewer");
        Api ada = installation.api(value);

        JsonNode me = ada.get("/me").json();
        assertThat(me.path("name").asText()).isEqualTo("tokens ada");
        assertThat(me.path("role").asText()).isEqualTo("viewer");

        assertThat(administrator.delete("/tokens/tokens%20ada").status()).isEqualTo(204);

        assertThat(ada.get("/me").status()).isEqualTo(401);
        assertThat(administrator.delete("/tokens/tokens%20ada").status()).isEqualTo(404);
    }

    @Test
    void a_token_opens_until_it_expires() {
        Instant until = Instant.now().plusSeconds(2);
        Api.Answer made = administrator.post(
                "/tokens", "{\"name\": \"short lived\", \"role\": \"viewer\", \"expiresAt\": \"" + until + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Api shortLived = installation.api(made.json().path("value").asText());

        await("the end of the token")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> shortLived.get("/me").status() == 401);

        assertThat(Instant.now()).isAfterOrEqualTo(until);
        assertThat(administrator.get("/tokens").text()).contains("short lived");
        assertThat(administrator
                        .post("/tokens", "{\"name\": \"late\", \"role\": \"viewer\", \"expiresAt\": \"" + until + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drover", "Drover", "administrator", "a person", "ad\u0430", "x", "two  blanks"})
    void a_name_that_would_lie_in_an_audit_is_refused(String name) {
        Api.Answer answer = administrator.post("/tokens", "{\"name\": \"" + name + "\", \"role\": \"viewer\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/violations/0/field").asText()).isEqualTo("name");
    }

    @Test
    void a_value_is_in_the_answer_that_made_it_and_nowhere_else() throws Exception {
        String value = installation.token("tokens canary", "viewer");
        installation.api(value).get("/me");

        assertThat(administrator.get("/tokens").text())
                .contains("tokens canary")
                .doesNotContain(value);
        assertThat(administrator.get("/audit").text()).contains("tokens canary").doesNotContain(value);
        assertThat(installation.service(Program.STANDALONE).log()).doesNotContain(value);
        try (Connection connection = installation.database();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("select t::text from drover.access_token t where name = 'tokens canary'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).doesNotContain(value.substring("drover_".length()));
        }
    }

    @Test
    void what_is_changed_of_the_installation_is_audited_in_one_chain() {
        String value = installation.token("tokens keeper", "administrator");
        installation.api(value).secret("tokens-audited", "canary", "archive");

        AuditChain chain = new AuditChain();
        List<String> lines = administrator.get("/audit").text().lines().toList();
        lines.forEach(chain::accept);

        assertThat(chain.broken()).isEmpty();
        assertThat(lines)
                .anyMatch(line -> line.contains("\"who\":\"administrator\",\"what\":\"token.created\"")
                        && line.contains("tokens keeper"))
                .anyMatch(line -> line.contains("\"who\":\"tokens keeper\",\"what\":\"secret.stored\"")
                        && line.contains("tokens-audited"));
    }

    /** The very names that a review gave: of a stranger, and of Drover itself. */
    @ParameterizedTest
    @ValueSource(strings = {"drover", "the real operator", "administrator"})
    void nobody_acts_in_anothers_name(String name) throws Exception {
        String fresh = "tokens " + Math.floorMod(name.hashCode(), 1000);
        Api approver = installation.api(installation.token(fresh, "approver"));

        Api.Answer answer =
                approver.post("/executions/no-such-thing/abandon", "{\"by\": \"" + name + "\", \"reason\": \"r\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/violations/0/field").asText()).isEqualTo("by");
        assertThat(answer.text()).contains(fresh);
    }

    @Test
    void who_begins_and_stops_an_execution_is_in_its_audit_by_name() throws Exception {
        Api opal = installation.api(installation.token("tokens opal", "operator"));
        Api pearl = installation.api(installation.token("tokens pearl", "operator"));
        try (RunningSandbox sandbox = Sandboxes.generated(40, 3)) {
            opal.define(Migrations.define(administrator, sandbox, "tokens-names", Migrations.GENERATED));
            String id = opal.begin("tokens-names");
            pearl.post("/executions/" + id + "/stop", "");
            Execution end = administrator.awaitEnd(id);

            assertThat(end.json().path("startedBy").asText()).isEqualTo("tokens opal");
            List<String> audit = administrator
                    .get("/executions/" + id + "/audit")
                    .text()
                    .lines()
                    .toList();
            assertThat(audit.getFirst()).contains("\"who\":\"tokens opal\",\"what\":\"execution.started\"");
            if (end.state().equals("STOPPED")) {
                assertThat(audit)
                        .anyMatch(line -> line.contains("\"who\":\"tokens pearl\",\"what\":\"execution.stopping\""));
            }
        }
    }
}
