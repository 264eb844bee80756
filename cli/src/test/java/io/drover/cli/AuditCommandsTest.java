package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandsTest {

    private static final String START = "0".repeat(64);

    private final Path folder;
    private final ApiServer server;
    private final Cli drover;
    private final List<String> lines = chain("started", "confirmed", "consented");
    private final String head = hashOf(lines.getLast());

    AuditCommandsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.server = new ApiServer(List.of(Guarded.ended()));
        this.drover = new Cli(folder, server);
    }

    @BeforeEach
    void serve() {
        audit(lines);
        ends(3, head);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_whole_chain_is_proven_with_its_count_and_head() {
        assertThat(drover.run("audit", "verify")).isZero();
        assertThat(drover.out().strip()).isEqualTo("OK: 3 entries, head " + head);
    }

    @Test
    void the_server_proves_what_hashes_cannot_and_says_with_what_and_what_it_did_not_see() {
        proof("null");

        assertThat(drover.run("audit", "verify")).isZero();
        assertThat(drover.out())
                .contains("OK: 3 entries, head " + head)
                .contains("Compared with drover.journal: 2 heads, up to line 3")
                .contains("Not seen: no file of anchors");

        assertThat(drover.run("audit", "verify", "-o", "json")).isZero();
        assertThat(drover.out()).contains("\"signed\":3").contains("\"where\":\"drover.journal\"");
    }

    @Test
    void a_forged_audit_whose_hashes_hold_is_broken() {
        proof("\"line 2: its signature is not of this line\"");

        assertThat(drover.run("audit", "verify")).isEqualTo(1);
        assertThat(drover.out()).startsWith("BROKEN: line 2: its signature is not");
    }

    @Test
    void an_export_keeps_the_lines_and_their_signature_and_is_an_anchor_later() throws IOException {
        proof("null");
        Path to = folder.resolve("mine.jsonl");

        assertThat(drover.run("audit", "export", "--to", to.toString())).isZero();
        assertThat(Files.readAllLines(to)).isEqualTo(lines);
        Path signature = folder.resolve("mine.jsonl.signature.json");
        assertThat(signature).content().contains("\"count\":3", "\"signature\":\"c2ln\"", head);
        assertThat(drover.run("audit", "export", "--to", to.toString())).isEqualTo(2);

        assertThat(drover.run("audit", "verify", "--anchor", signature.toString()))
                .isZero();
        assertThat(drover.run("audit", "verify", "--anchor", to.toString())).isEqualTo(2);
    }

    private void proof(String broken) {
        server.answer("GET /api/v1/executions/e-1/audit/proof", 200, "application/json", proven(broken));
    }

    private String proven(String broken) {
        return "{\"execution\":\"e-1\",\"count\":3,\"head\":\"" + head + "\",\"signature\":"
                + (broken.equals("null") ? "\"c2ln\"" : "null") + ",\"broken\":" + broken + ",\"signed\":3,"
                + "\"anchors\":[{\"where\":\"drover.journal\",\"heads\":2,\"unsigned\":0,\"upTo\":3}],"
                + "\"unseen\":[\"no file of anchors is configured\"]}";
    }

    @Test
    void a_changed_entry_is_found() {
        audit(List.of(lines.get(0), lines.get(1).replace("\"ann\"", "\"bob\""), lines.get(2)));

        assertThat(drover.run("audit", "verify", "--execution", "e-1")).isEqualTo(1);
        assertThat(drover.out()).startsWith("BROKEN: line 2: its hash is").contains("changed after it was written");
    }

    @Test
    void a_space_between_fields_is_a_change() {
        audit(List.of(lines.get(0).replace("{\"seq\":1,", "{\"seq\":1, "), lines.get(1), lines.get(2)));

        assertThat(drover.run("audit", "verify")).isEqualTo(1);
        assertThat(drover.out()).startsWith("BROKEN: line 1: its hash is");
    }

    @Test
    void a_missing_entry_is_found_wherever_it_was() {
        audit(List.of(lines.get(0), lines.get(2)));
        assertThat(drover.run("audit", "verify")).isEqualTo(1);
        assertThat(drover.out()).startsWith("BROKEN: line 2: its seq is 3, expected 2");

        audit(lines.subList(1, 3));
        assertThat(drover.run("audit", "verify")).isEqualTo(1);
        assertThat(drover.out()).startsWith("BROKEN: line 1: ");

        audit(lines.subList(0, 2));
        assertThat(drover.run("audit", "verify")).isEqualTo(1);
        assertThat(drover.out()).startsWith("BROKEN: the chain has 2 entries");

        audit(List.of());
        assertThat(drover.run("audit", "verify")).isEqualTo(1);
        assertThat(drover.out()).startsWith("BROKEN: the chain has 0 entries");
    }

    @Test
    void a_chain_that_was_written_anew_does_not_end_where_the_execution_says() {
        audit(chain("started", "confirmed", "nothing"));

        assertThat(drover.run("audit", "verify")).isEqualTo(1);
        assertThat(drover.out()).startsWith("BROKEN: the chain has 3 entries");
    }

    @Test
    void a_line_that_is_no_entry_is_found() {
        audit(List.of(lines.get(0), "<html>"));
        assertThat(drover.run("audit", "verify")).isEqualTo(1);
        assertThat(drover.out()).contains("line 2: it does not end with its hash");
    }

    @Test
    void a_chain_that_grows_while_it_is_read_is_read_again() {
        server.answerOnce("GET /api/v1/executions/e-1", 200, "application/json", ended(2, hashOf(lines.get(1))));

        assertThat(drover.run("audit", "verify", "--execution", "e-1")).isZero();
        assertThat(drover.out()).startsWith("OK: 3 entries");
    }

    @Test
    void a_file_is_proven_without_a_server() throws IOException {
        Path file = Files.write(folder.resolve("audit.jsonl"), lines);
        server.close();

        assertThat(drover.run("audit", "verify", "--file", file.toString())).isZero();
        assertThat(drover.out().strip()).isEqualTo("OK: 3 entries, head " + head);

        Files.write(file, lines.subList(1, 3));
        assertThat(drover.run("audit", "verify", "--file", file.toString())).isEqualTo(1);
        Files.writeString(file, "");
        assertThat(drover.run("audit", "verify", "--file", file.toString())).isEqualTo(1);
        assertThat(drover.run(
                        "audit", "verify", "--file", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(drover.run("audit", "verify", "--file", file.toString(), "--execution", "e-1"))
                .isEqualTo(2);
    }

    @Test
    void for_programs_the_answer_is_one_object() {
        drover.run("audit", "verify", "-o", "json");

        assertThat(drover.out().strip())
                .isEqualTo("{\"ok\":true,\"count\":3,\"head\":\"" + head + "\",\"broken\":null}");
    }

    @Test
    void the_audit_is_shown_line_by_line_or_as_it_was_hashed() {
        assertThat(drover.run("audit", "show")).isZero();
        assertThat(drover.out().lines().toList().get(1))
                .isEqualTo(
                        "     2  2026-11-20T10:00:00.000Z  ann               confirmed             stop-others  \"é\""
                                + " was seen");
        drover.run("audit", "show", "-o", "json");
        assertThat(drover.out().lines()).containsExactlyElementsOf(lines);
    }

    private void audit(List<String> served) {
        String body = served.isEmpty() ? "" : String.join("\n", served) + "\n";
        server.answer("GET /api/v1/executions/e-1/audit", 200, "application/x-ndjson", body);
    }

    private void ends(int count, String last) {
        server.answer("GET /api/v1/executions", 200, "application/json", "[" + ended(count, last) + "]");
        server.answer("GET /api/v1/executions/e-1", 200, "application/json", ended(count, last));
    }

    private static String ended(int count, String last) {
        return Guarded.ended()
                .replace("\"count\":0,\"head\":\"" + START + "\"", "\"count\":" + count + ",\"head\":\"" + last + "\"");
    }

    private static List<String> chain(String... whats) {
        List<String> chain = new ArrayList<>();
        String previous = START;
        for (String what : whats) {
            String line = "{\"seq\":" + (chain.size() + 1)
                    + ",\"at\":\"2026-11-20T10:00:00Z\",\"who\":\"ann\",\"what\":\"" + what
                    + "\",\"step\":\"stop-others\",\"detail\":\"\\\"é\\\" was seen\",\"previous\":\"" + previous + "\"";
            previous = sha256(line + "}");
            chain.add(line + ",\"hash\":\"" + previous + "\"}");
        }
        return chain;
    }

    private static String hashOf(String line) {
        return line.substring(line.length() - 66, line.length() - 2);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
