package io.drover.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hashes were computed with sha256sum: what was served once is proven by every release. */
class AuditChainTest {

    private static final List<String> LINES = List.of(
            "{\"seq\":1,\"at\":\"2026-11-20T10:00:00Z\",\"who\":\"drover\",\"what\":\"execution.started\",\"step\":null,"
                    + "\"detail\":\"plan f00d\",\"previous\":\"" + "0".repeat(64)
                    + "\",\"hash\":\"2ffaffc1b331e74ec5036cd8eebd198b62086f91552849186286a2a3dbc66678\"}",
            "{\"seq\":2,\"at\":\"2026-11-20T10:00:01Z\",\"who\":\"Ada Löv\",\"what\":\"step.confirmed\",\"step\":\"stop-others\","
                    + "\"detail\":\"saw \\\"down\\\"\\n\\u0001 \\\\ é\",\"previous\":\"2ffaffc1b331e74ec5036cd8eebd198b62086f91552849186286a2a3dbc66678\",\"hash\":\"839440c2b6356680cc570d3100f7da62774f3a196fe2cb8a776975a9087621db\"}");

    @Test
    void lines_of_an_earlier_release_are_proven() {
        AuditChain chain = new AuditChain();
        LINES.forEach(chain::accept);

        assertThat(chain.broken()).isEmpty();
        assertThat(chain.head())
                .isEqualTo(new AuditHead(2, "839440c2b6356680cc570d3100f7da62774f3a196fe2cb8a776975a9087621db"));
        assertThat(chain.endsAt(new AuditHead(2, "839440c2b6356680cc570d3100f7da62774f3a196fe2cb8a776975a9087621db")))
                .isEmpty();
        assertThat(chain.endsAt(new AuditHead(3, "839440c2b6356680cc570d3100f7da62774f3a196fe2cb8a776975a9087621db")))
                .isPresent();
    }

    @Test
    void a_new_line_has_the_very_bytes_that_it_had() {
        AuditLine first = AuditLine.after(
                AuditHead.NONE,
                Instant.parse("2026-11-20T10:00:00Z"),
                "drover",
                "execution.started",
                null,
                "plan f00d");
        AuditLine second = AuditLine.after(
                AuditHead.NONE.after(first),
                Instant.parse("2026-11-20T10:00:01Z"),
                "Ada Löv",
                "step.confirmed",
                "stop-others",
                "saw \"down\"\n\u0001 \\ é");

        assertThat(List.of(first.json(), second.json())).isEqualTo(LINES);
    }

    @Test
    void what_a_person_said_cannot_pass_for_the_end_of_a_line() {
        AuditLine line = AuditLine.after(
                AuditHead.NONE,
                Instant.EPOCH,
                "a\",\"previous\":\"x\",\"hash\":\"y\"}",
                "w",
                "s",
                "\",\"hash\":\"z\"}");

        assertThat(AuditLine.read(AuditHead.NONE, line.json())).isEqualTo(line);
    }

    @Test
    void a_line_that_was_changed_left_out_or_is_none_is_told_with_its_number() {
        assertThat(broken(LINES.get(0), LINES.get(1).replace("Löv", "Lov")))
                .startsWith(
                        "line 2: its hash is 839440c2b6356680cc570d3100f7da62774f3a196fe2cb8a776975a9087621db, its content gives ");
        assertThat(broken(LINES.get(1))).startsWith("line 1: its seq is 2, expected 1");
        assertThat(broken(LINES.get(1).replace("\"seq\":2", "\"seq\":1")))
                .startsWith(
                        "line 1: its previous hash is 2ffaffc1b331e74ec5036cd8eebd198b62086f91552849186286a2a3dbc66678, expected 0000");
        assertThat(broken(LINES.get(0), "")).isEqualTo("line 2: it does not end with its hash");
    }

    private static String broken(String... lines) {
        AuditChain chain = new AuditChain();
        List.of(lines).forEach(chain::accept);
        return chain.broken().orElse("not broken");
    }
}
