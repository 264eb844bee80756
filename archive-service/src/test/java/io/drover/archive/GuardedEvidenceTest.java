package io.drover.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.drover.staging.DirectoryStore;
import io.drover.staging.StagingStore;
import io.drover.worker.Paths;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evidence of an execution that people confirmed step by step and that replaced data. */
class GuardedEvidenceTest {

    private static final String FOLDER = "executions/" + SampleRun.ID + "/evidence/";

    private final StagingStore store;

    GuardedEvidenceTest(@TempDir Path root) throws IOException {
        store = DirectoryStore.open(root, new DirectoryStore.Durability(false, false));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void the_course_tells_who_confirmed_what_they_saw_and_where_the_line_was() throws Exception {
        JsonNode course = reportOf(GuardedRun.whole(store)).path("course");

        assertThat(course.at("/passed").asBoolean()).isTrue();
        JsonNode stop = stop(course, "stop-others");
        assertThat(stop.path("confirmedBy").asText()).isEqualTo("ada@example.org");
        assertThat(stop.path("seen").asText()).contains("snap-20261120");
        assertThat(course.path("stops"))
                .filteredOn(each -> each.path("first").asBoolean())
                .extracting(each -> each.path("id").asText())
                .containsExactly("import-runservice");
        assertThat(stop(course, "import-configstore").at("/consent/by").asText())
                .isEqualTo("ada@example.org");
        assertThat(stop(course, "export-configstore").at("/totals/in.secret").asLong())
                .isEqualTo(22);
        assertThat(stop(course, "export-configstore").at("/records/entries").asLong())
                .isEqualTo(4);
        assertThat(course.path("lost").findValuesAsText("id")).containsExactly("run-7f3a", "run-8b21");
    }

    @Test
    void books_that_operations_kept_are_in_the_sum_and_lost_runs_in_the_verdict() throws Exception {
        JsonNode report = reportOf(GuardedRun.whole(store));

        assertThat(report.at("/verdict/tone").asText()).isEqualTo("EXPLAINED");
        assertThat(report.at("/verdict/sentence").asText())
                .isEqualTo("1,303 records are accounted for: 1,302 in the target as they should be, 1 dropped.");
        assertThat(report.at("/verdict/reasons").toString()).contains("2 runs were left behind by decision");
        assertThat(report.at("/books").findValuesAsText("title"))
                .containsExactly(
                        "runservice · run",
                        "runservice · runcounter",
                        "configstore · secret",
                        "configstore · linkedaccount");
        assertThat(report.at("/proofs"))
                .allSatisfy(proof -> assertThat(proof.path("holds").asBoolean())
                        .as(proof.toString())
                        .isTrue());
        assertThat(report.at("/proofs").findValuesAsText("claim"))
                .anyMatch(claim -> claim.startsWith("Nothing was destroyed before"))
                .anyMatch(claim -> claim.startsWith("The audit is unchanged"));
    }

    @Test
    void a_held_execution_says_that_access_stays_closed() throws Exception {
        JsonNode report = reportOf(GuardedRun.held(store));
        Files.writeString(Path.of("target", "sample-held-report.html"), text("report.html")); // to look at

        assertThat(report.at("/verdict/tone").asText()).isEqualTo("UNFINISHED");
        assertThat(report.at("/verdict/sentence").asText())
                .startsWith("Held past the point of no return: access stays closed");
        assertThat(report.at("/verdict/reasons/0").asText()).contains("CONNECTION_LOST");
        assertThat(text("report.html")).contains("unfinished", "m8.5 8.5 7 7m0-7-7 7", "Nothing was read back");
    }

    @Test
    void an_import_before_the_consent_is_told() throws Exception {
        SampleRun run = GuardedRun.whole(store);
        run.execution
                .withObject("consent")
                .put("at", SampleRun.START.plusSeconds(3_600).toString());

        assertThat(reportOf(run).at("/verdict/tone").asText()).isEqualTo("UNBALANCED");
    }

    @Test
    void a_changed_audit_is_told_with_its_line() throws Exception {
        SampleRun run = GuardedRun.whole(store);
        String audit = new String(run.bytes.get("audit"), UTF_8);
        run.bytes.put("audit", audit.replace("snap-20261120", "snap-20261121").getBytes(UTF_8));
        assertThat(auditProof(run).path("detail").asText()).startsWith("Line 2: its hash is ");

        List<String> lines = audit.lines().toList();
        run.bytes.put("audit", (lines.get(0) + "\n" + lines.get(2) + "\n").getBytes(UTF_8));
        assertThat(auditProof(run).path("detail").asText()).startsWith("Line 2: its seq is 3, expected 2");
    }

    @Test
    void the_bundle_holds_all_records_in_order_and_the_audit_byte_for_byte() throws Exception {
        SampleRun run = GuardedRun.whole(store);
        store.putIfAbsent(
                "executions/" + SampleRun.ID + "/records/import-runservice/begun-00-01.json",
                "{\"at\":\"2026-11-20T10:00:00Z\",\"by\":\"ada\"}".getBytes(UTF_8));
        run(run);
        Map<String, byte[]> files = bundle();
        Files.write(Path.of("target", "sample-guarded-report.html"), files.get("report.html")); // to look at

        assertThat(files.get("audit.jsonl")).isEqualTo(run.bytes.get("audit"));
        List<JsonNode> export = lines(files, "records/export-configstore.jsonl");
        assertThat(export)
                .extracting(line -> line.path("what").asText())
                .containsExactly("attempt.begun", "http.request", "http.answer", "attempt.ended");
        assertThat(export.getFirst().path("run").asText()).isEqualTo("00-01-0a1b2c3d");
        assertThat(export.get(1).at("/detail/header.authorization").asText()).isEqualTo(Redaction.MASK);
        assertThat(export.get(3).at("/detail/total.in.secret").asText()).isEqualTo("22");
        assertThat(lines(files, "records/import-runservice.jsonl"))
                .extracting(line -> line.path("run").asText())
                .endsWith("begun-00-01");
        assertThat(Sums.problem(store.open(FOLDER + "evidence.tar.zst"))).isEmpty();
    }

    @Test
    void the_password_of_the_archive_is_in_no_file_even_if_somebody_wrote_it_down() throws Exception {
        SampleRun run = GuardedRun.whole(store);
        run.plan.withObject("/migration/archive").put("password", "archive-password");
        store.putIfAbsent(
                "executions/" + SampleRun.ID + "/records/consent/00-01-0a1b2c3d/00001.json",
                "{\"detail\":{\"seen\":\"it is canary-7f3a91c2e5\"}}".getBytes(UTF_8));
        new EvidenceOperation(
                        store,
                        (route, each) -> {},
                        migration -> migration.at("/archive/password").asText().equals("archive-password")
                                ? List.of("canary-7f3a91c2e5")
                                : List.of(),
                        new Paths(List.of()),
                        connector -> connector)
                .run(run.evidence());

        assertThat(bundle())
                .allSatisfy((name, content) ->
                        assertThat(new String(content, UTF_8)).as(name).doesNotContain("canary-7f3a91c2e5"));
    }

    @Test
    void the_page_shows_people_the_line_and_the_lost_runs() throws Exception {
        run(GuardedRun.whole(store));
        String page = text("report.html");

        assertThat(page).contains("id=\"course\"", "Point of no return", "ada@example.org", "snap-20261120");
        assertThat(page).contains("Left behind by decision", "run-7f3a", "configstore · linkedaccount");
        assertThat(page).doesNotContain("NOT_FOUND", "{fmt:", "{#");
    }

    private JsonNode auditProof(SampleRun run) throws Exception {
        for (JsonNode proof : reportOf(run).path("proofs")) {
            if (proof.path("claim").asText().startsWith("The audit")) {
                assertThat(proof.path("holds").asBoolean()).isFalse();
                return proof;
            }
        }
        throw new AssertionError("there is no proof of the audit");
    }

    private static JsonNode stop(JsonNode course, String id) {
        for (JsonNode stop : course.path("stops")) {
            if (stop.path("id").asText().equals(id)) {
                return stop;
            }
        }
        throw new AssertionError("there is no step " + id);
    }

    private JsonNode reportOf(SampleRun run) throws Exception {
        run(run);
        return ArchiveJson.MAPPER.readTree(text("report.json"));
    }

    private void run(SampleRun run) throws Exception {
        new EvidenceOperation(store, (route, each) -> {}, migration -> List.of(), new Paths(List.of()), id -> id)
                .run(run.evidence());
    }

    private String text(String name) throws IOException {
        return new String(store.get(FOLDER + name).orElseThrow(), UTF_8);
    }

    private static List<JsonNode> lines(Map<String, byte[]> files, String name) {
        return new String(Objects.requireNonNull(files.get(name), name), UTF_8)
                .lines()
                .map(line -> {
                    try {
                        return ArchiveJson.MAPPER.readTree(line);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private Map<String, byte[]> bundle() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] bundle = store.get(FOLDER + "evidence.tar.zst").orElseThrow();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(bundle)), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }
}
