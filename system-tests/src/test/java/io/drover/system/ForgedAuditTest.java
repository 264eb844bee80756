package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.AuditChain;
import io.drover.api.AuditHead;
import io.drover.api.AuditLine;
import io.drover.sandbox.RunningSandbox;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A script with the database's password makes a decision somebody else's and computes all hashes anew: it is found, and its line named. */
class ForgedAuditTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_name_that_was_changed_in_the_database_is_found_by_signatures_and_by_each_anchor() throws Exception {
        Path anchors = Installation.fresh("forged-audit-anchors").resolve("anchors.jsonl");
        try (Installation installation = Installation.ofOneProcess(
                        "forged-audit", Map.of("DROVER_AUDIT_ANCHOR_FILE", anchors.toString()));
                RunningSandbox sandbox = Sandboxes.generated(5, 5)) {
            Api api = installation.api();
            ObjectNode migration = Migrations.define(api, sandbox, "audited", Migrations.GENERATED);
            Execution end = api.run(migration);
            List<String> before = Audits.assertHolds(api, end);
            await("the last head in the file")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> Files.exists(anchors)
                            && Files.readString(anchors).contains("\"count\":" + before.size() + ","));
            JsonNode whole = proof(api, end, "");
            assertThat(whole.path("broken").isTextual()).as(whole.toString()).isFalse();
            assertThat(whole.path("signed").asLong()).isEqualTo(before.size());
            assertThat(whole.path("anchors")).hasSize(2).allSatisfy(anchor -> assertThat(
                            anchor.path("upTo").asLong())
                    .isEqualTo(before.size()));

            List<String> framed = frame(installation, end.id(), before);
            assertThat(chained(framed).broken()).as("hashes say nothing").isEmpty();
            assertThat(Audits.assertHolds(api, api.execution(end.id()))).isEqualTo(framed);
            assertThat(proof(api, end, "").path("broken").asText()).startsWith("line 1: its signature");

            change(installation, "update drover.audit set signature = null where execution = ?", end.id());
            JsonNode unsigned = proof(api, end, "");
            assertThat(unsigned.path("broken").asText()).startsWith("line 1: ").contains("drover.journal");
            assertThat(unsigned.path("signature").isTextual()).isFalse();
            String given =
                    "?count=" + before.size() + "&head=" + whole.path("head").asText() + "&signature="
                            + URLEncoder.encode(whole.path("signature").asText(), StandardCharsets.UTF_8);
            assertThat(proof(api, end, given).path("anchors")).hasSize(3);
            assertThat(proof(api, end, given.replace("count=", "count=1"))
                            .path("unseen")
                            .toString())
                    .contains("not of this installation");
        }
    }

    private static JsonNode proof(Api api, Execution execution, String given) {
        Api.Answer answer = api.get("/executions/" + execution.id() + "/audit/proof" + given);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** As whoever has the database's password, and knows how an audit is made. */
    private static List<String> frame(Installation installation, String execution, List<String> lines)
            throws Exception {
        List<String> framed = new ArrayList<>();
        AuditHead head = AuditHead.NONE;
        for (String line : lines) {
            JsonNode entry = JSON.readTree(line);
            AuditLine forged = AuditLine.after(
                    head,
                    Instant.parse(entry.path("at").asText()),
                    framed.isEmpty() ? "framed.colleague" : entry.path("who").asText(),
                    entry.path("what").asText(),
                    entry.path("step").isNull() ? null : entry.path("step").asText(),
                    entry.path("detail").asText());
            head = head.after(forged);
            framed.add(forged.json());
            change(
                    installation,
                    "update drover.audit set line = ? where seq = " + forged.seq() + " and execution = ?",
                    forged.json(),
                    execution);
        }
        change(
                installation,
                "update drover.execution set state = jsonb_set(state::jsonb, '{audit,head}', to_jsonb(?::text))::text"
                        + " where id = ?",
                head.head(),
                execution);
        return framed;
    }

    private static void change(Installation installation, String sql, String... parameters) throws SQLException {
        try (Connection connection = installation.database();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            assertThat(statement.executeUpdate()).isPositive();
        }
    }

    private static AuditChain chained(List<String> lines) {
        AuditChain chain = new AuditChain();
        lines.forEach(chain::accept);
        return chain;
    }
}
