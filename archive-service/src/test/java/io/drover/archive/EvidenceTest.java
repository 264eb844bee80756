package io.drover.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.drover.staging.DirectoryStore;
import io.drover.staging.StagingStore;
import io.drover.worker.Paths;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evidence of a run of realistic size. */
class EvidenceTest {

    private static final String FOLDER = "executions/" + SampleRun.ID + "/evidence/";
    private static final Paths NO_PATHS = new Paths(List.of());
    private static final SystemTitles TITLES = connector -> connector.equals("qtest") ? "qTest Manager" : connector;
    private static final String CANARY = "canary-7f3a91c2e5";

    private final StagingStore store;

    EvidenceTest(@TempDir Path root) throws IOException {
        store = DirectoryStore.open(root, new DirectoryStore.Durability(false, false));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void the_report_says_in_one_sentence_that_the_books_balance_and_what_stayed_behind() throws Exception {
        JsonNode report = reportOf(Mattermost.run(store));

        assertThat(report.at("/verdict/tone").asText()).isEqualTo("EXPLAINED");
        assertThat(report.at("/verdict/sentence").asText())
                .isEqualTo("5,445 records are accounted for: 5,433 in the target as they should be, 12 rejected.");
        assertThat(report.at("/books")).hasSize(2);
        assertThat(report.at("/proofs"))
                .allSatisfy(proof -> assertThat(proof.path("holds").asBoolean())
                        .as(proof.path("claim").asText())
                        .isTrue());
    }

    @Test
    void findings_are_grouped_by_cause_with_the_worst_first_and_few_examples() throws Exception {
        JsonNode causes = reportOf(Mattermost.run(store)).path("causes");

        assertThat(causes).hasSize(12);
        assertThat(causes.at("/0/code").asText()).isEqualTo("REFUSED_BY_TARGET");
        assertThat(causes.at("/0/title").asText()).isEqualTo("Refused by target");
        assertThat(causes)
                .allSatisfy(cause -> assertThat(cause.path("examples").size()).isBetween(1, FindingTally.MAX_EXAMPLES));
        assertThat(causes.findValuesAsText("code"))
                .containsSubsequence("REFUSED_BY_TARGET", "VALUE_DEFAULTED", "STEP_BLANK");
    }

    @Test
    void every_phase_of_the_flow_moves_all_records() throws Exception {
        JsonNode rows = reportOf(Mattermost.run(store)).at("/flow/rows");

        assertThat(rows.findValuesAsText("phase")).containsExactly("EXTRACT", "TRANSFORM", "LOAD", "VALIDATE");
        assertThat(rows.get(0).path("records").asLong()).isEqualTo(Mattermost.CASES + Mattermost.FOLDERS);
    }

    @Test
    void a_field_that_the_run_created_is_told_from_one_that_was_there() throws Exception {
        JsonNode mapping = reportOf(Mattermost.run(store)).path("mapping");

        assertThat(mapping.findValuesAsText("source"))
                .containsExactly("Priority", "Status", "Labels", "Component", "Last run", "Rank", "Scratch");
        assertThat(mapping.at("/0/created").asBoolean()).isFalse();
        assertThat(mapping.at("/0/note").asText()).isEqualTo("High → High, Low → Low, Normal → Medium");
        assertThat(mapping.at("/3/note").asText()).startsWith("Component 01 → Component 01, Component 02");
        assertThat(mapping.at("/3/more")).hasSize(88);
        assertThat(mapping.at("/2/created").asBoolean()).isTrue();
        assertThat(mapping.at("/5/note").asText()).isEqualTo("Kept in a table in the description");
    }

    @Test
    void the_page_is_whole_and_loads_nothing() throws Exception {
        run(Mattermost.run(store));
        String page = text("report.html");
        Files.writeString(Path.of("target", "sample-report.html"), page); // to look at

        assertThat(page).startsWith("<!doctype html>").contains("</html>");
        assertThat(page)
                .contains("id=\"books\"", "id=\"findings\"", "id=\"times\"", "id=\"mapping\"", "id=\"systems\"");
        assertThat(page).contains(">5,059</b>", "Value truncated", "qTest Manager 2026.2, API v3");
        assertThat(Pattern.compile("<script|<link|<img|<iframe|\\ssrc=|@import|url\\(")
                        .matcher(page)
                        .find())
                .isFalse();
        assertThat(page.split("<details", -1)).hasSize(14);
        assertThat(page).contains("<summary>and 88 more</summary>", "<li>Component 94 → Component 94</li>");
        assertThat(page).contains("drover report " + SampleRun.ID + " --bundle evidence.tar.zst");
        assertThat(page).doesNotContain("NOT_FOUND", "{fmt:", "{#");
    }

    @Test
    void the_bundle_holds_everything_and_its_sums_hold() throws Exception {
        SampleRun run = Mattermost.run(store);
        run(run);
        Map<String, byte[]> files = bundle();
        Files.write(
                Path.of("target", "sample-evidence.tar.zst"),
                store.get(FOLDER + "evidence.tar.zst").orElseThrow()); // to look at

        assertThat(files)
                .containsKeys(
                        "README.txt",
                        "execution.json",
                        "findings.jsonl",
                        "journal.jsonl",
                        "plan.json",
                        "receipts.jsonl",
                        "report.html",
                        "report.json",
                        "manifests/testcases/load/000020.json");
        assertThat(files.keySet()).last().isEqualTo(Bundle.SUMS);
        assertThat(files.keySet().stream().filter(name -> name.startsWith("manifests/")))
                .hasSize(run.manifests.size());
        assertThat(lines(files, "findings.jsonl")).isEqualTo(findingsSaid(run));
        assertThat(lines(files, "receipts.jsonl"))
                .isEqualTo(Mattermost.CASES + Mattermost.FOLDERS - Mattermost.REJECTED);
        assertThat(files.get("report.html"))
                .isEqualTo(store.get(FOLDER + "report.html").orElseThrow());
        assertThat(Sums.problem(store.open(FOLDER + "evidence.tar.zst"))).isEmpty();
    }

    @Test
    void the_same_run_gives_the_same_bytes_with_the_time_at_which_it_ended() throws Exception {
        SampleRun run = Mattermost.run(store);
        GivenBatch batch = run.evidence();
        operation(migration -> List.of()).run(batch);
        byte[] first = store.get(FOLDER + "evidence.tar.zst").orElseThrow();
        operation(migration -> List.of()).run(batch);

        assertThat(store.get(FOLDER + "evidence.tar.zst").orElseThrow()).isEqualTo(first);
        try (TarArchiveInputStream tar = tar(first)) {
            assertThat(tar.getNextEntry().getLastModifiedDate()).isEqualTo(Date.from(SampleRun.START.plusSeconds(9)));
        }
    }

    @Test
    void a_secret_that_slipped_in_is_in_no_file() throws Exception {
        SampleRun run = Mattermost.run(store);
        run.plan
                .withObject("/migration/target/settings")
                .put("note", "use " + CANARY)
                .put("apiKey", "k-4711");
        run.journal.getFirst().put("detail", "refused: Bearer abcdefghijklmnop for " + CANARY);
        run.execution.putObject("failure").put("code", "X").put("type", "USER").put("message", "token " + CANARY);
        operation(migration -> migration.at("/target/secrets/token").asText().equals("qtest-token")
                        ? List.of(CANARY)
                        : List.of())
                .run(run.evidence());

        assertThat(bundle()).allSatisfy((name, content) -> assertThat(new String(content, StandardCharsets.UTF_8))
                .as(name)
                .doesNotContain(CANARY, "abcdefghijklmnop", "k-4711"));
        assertThat(text("report.html")).contains("qtest-token", Redaction.MASK);
    }

    @Test
    void a_damaged_bundle_is_noticed() throws Exception {
        run(Mattermost.run(store));
        byte[] bundle = store.get(FOLDER + "evidence.tar.zst").orElseThrow();
        byte[] tar = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(bundle)).readAllBytes();
        tar[600] ^= 1; // the first entry's content
        byte[] damaged = Zstd.compress(tar);

        assertThat(Sums.problem(new ByteArrayInputStream(damaged)))
                .hasValue("README.txt has another sum than SHA256SUMS says");
    }

    @Test
    void an_attempt_that_lost_its_batch_replaces_nothing_that_another_left() throws Exception {
        SampleRun run = Mattermost.run(store);
        List<String> files = List.of("report.html", "report.json", "evidence.tar.zst");
        for (int replaced = 0; replaced < files.size(); replaced++) {
            for (String file : files) {
                try (OutputStream out = store.create(FOLDER + file)) {
                    out.write("of another".getBytes(StandardCharsets.UTF_8));
                }
            }
            GivenBatch lost = run.evidence().takenAfter(replaced);

            assertThatThrownBy(() -> operation(migration -> List.of()).run(lost))
                    .hasMessageContaining("no longer");

            for (String file : files.subList(replaced, files.size())) {
                assertThat(text(file)).isEqualTo("of another");
            }
        }
    }

    @Test
    void a_bundle_that_another_attempt_may_have_written_is_not_removed() throws Exception {
        SampleRun run = Mattermost.run(store);
        String bundle = FOLDER + "evidence.tar.zst";
        EvidenceOperation onBadDisk = new EvidenceOperation(
                new RottingStore(store, bundle), (route, each) -> {}, migration -> List.of(), NO_PATHS, TITLES);

        assertThatThrownBy(() -> onBadDisk.run(run.evidence().takenAfter(3))).hasMessageContaining("no longer");
        assertThat(store.get(bundle)).isPresent();
        assertThatThrownBy(() -> onBadDisk.run(run.evidence().takenAfter(4))).hasMessageContaining("removed again");
        assertThat(store.get(bundle)).isEmpty();
    }

    @Test
    void systems_are_named_as_people_call_them_and_by_id_where_nobody_knows_how() throws Exception {
        run(Mattermost.run(store));

        assertThat(text("report.html"))
                .contains("<b>zephyr-scale</b>", "<b>qTest Manager</b>", "</small>qTest Manager</h3>");
        JsonNode target = ArchiveJson.MAPPER.readTree(text("report.json")).at("/systems/1");
        assertThat(target.path("connector").asText() + " "
                        + target.path("title").asText())
                .isEqualTo("qtest qTest Manager");
    }

    private JsonNode reportOf(SampleRun run) throws Exception {
        run(run);
        return ArchiveJson.MAPPER.readTree(text("report.json"));
    }

    private void run(SampleRun run) throws Exception {
        operation(migration -> List.of()).run(run.evidence());
    }

    private EvidenceOperation operation(SecretValues secrets) {
        return new EvidenceOperation(
                store,
                (migration, each) -> IntStream.range(0, Mattermost.CASES + Mattermost.FOLDERS - Mattermost.REJECTED)
                        .forEach(i ->
                                each.accept(Map.of("kind", "testcase", "sourceId", "MM-T" + i, "state", "CONFIRMED"))),
                secrets,
                NO_PATHS,
                TITLES);
    }

    private String text(String name) throws IOException {
        return new String(store.get(FOLDER + name).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static long findingsSaid(SampleRun run) {
        long said = 0;
        for (JsonNode count : run.execution.path("findings")) {
            said += count.asLong();
        }
        return said;
    }

    private static long lines(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8).lines().count();
    }

    private Map<String, byte[]> bundle() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (TarArchiveInputStream tar =
                tar(store.get(FOLDER + "evidence.tar.zst").orElseThrow())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }

    private static TarArchiveInputStream tar(byte[] bundle) throws IOException {
        InputStream zstd = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(bundle));
        return new TarArchiveInputStream(zstd, "UTF-8");
    }
}
