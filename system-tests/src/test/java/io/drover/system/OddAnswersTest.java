package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.faults.OddAnswer;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that real systems give, from the first request to the end: what comes is moved, and what does not is told. */
class OddAnswersTest {

    private static final String CURSOR = "nextgen";

    @Test
    void a_list_that_ends_early_moves_what_it_gave_and_is_no_success() throws IOException {
        OddProject project = OddProject.of("EARLY", 30).listing("testcases", "{'cap': 10, 'endsAfter': 10}");
        try (OddTrial trial = new OddTrial(project)) {
            trial.settings("source").put("listing", "offset");

            Execution end = trial.run();

            assertThat(end.state()).as(end.toString()).isEqualTo("PARTIAL");
            assertThat(end.findings("LISTING_INCOMPLETE")).as(end.toString()).isEqualTo(1);
            assertThat(trial.all()).hasSize(10);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'cap': 7, 'omit': ['isLast', 'next']}",
                "{'cap': 7, 'omit': ['isLast', 'total']}",
                "{'cap': 7, 'omit': ['next', 'total']}",
                "{'cap': 7, 'capUntold': true, 'omit': ['next']}",
                "{'cap': 7, 'textNumbers': true}",
                "{'cap': 7, 'gapAt': 7, 'gapRows': 14}",
                "{'cap': 7, 'nextHost': 'https://elsewhere.example/v2'}"
            })
    void a_listing_by_offset_is_read_to_its_end_in_whatever_form(String form) throws IOException {
        OddProject project = OddProject.of("PAGES", 25).listing("testcases", form);
        try (OddTrial trial = new OddTrial(project)) {
            trial.settings("source").put("listing", "offset");

            assertWhole(trial.run(), 25);
            assertThat(trial.all()).hasSize(25);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'cap': 7, 'omit': ['nextStartAtId']}",
                "{'cap': 7, 'textNumbers': true}",
                "{'cap': 7, 'cursorName': 'nextStartId', 'omit': ['next']}",
                "{'cap': 7, 'repeatAt': 7, 'repeatRows': 3}"
            })
    void a_listing_by_cursor_is_read_to_its_end_in_whatever_form(String form) throws IOException {
        try (OddTrial trial = new OddTrial(OddProject.of("CURSOR", 25).listing(CURSOR, form))) {
            assertWhole(trial.run(), 25);
            assertThat(trial.all()).hasSize(25);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'teststeps', 400, '{\"errorCode\":400,\"message\":\"bad\"}', application/json, RECORD_UNREADABLE",
        "'teststeps', 403, '<html><title>Blocked by firewall</title></html>', text/html, RECORD_UNREADABLE",
        "'teststeps', 500, '{\"message\":\"broken\"}', application/json, RECORD_UNREADABLE",
        "'teststeps', 200, '<html><title>Sign in</title></html>', text/html, RECORD_UNREADABLE",
        "'teststeps', 200, '[]', application/json, RECORD_UNREADABLE",
        "'teststeps|testscript', 404, '{\"message\":\"no script\"}', application/json, SCRIPT_NOT_FOUND"
    })
    void one_case_that_cannot_be_read_is_one_rejected_record(
            String path, int status, String body, String type, String code) throws IOException {
        OddProject project = OddProject.of("BAD", 5);
        try (OddTrial trial = new OddTrial(project)) {
            trial.sandbox
                    .faults()
                    .oddAnswers()
                    .add(OddAnswer.of(JsonNodeFactory.instance
                            .objectNode()
                            .put("path", "BAD-T3/(" + path + ")")
                            .put("status", status)
                            .put("text", body)
                            .put("contentType", type)
                            .toString()));

            Execution end = trial.run();

            assertThat(end.state()).as(end.toString()).isEqualTo("PARTIAL");
            assertThat(end.books("testcases")).as(end.toString()).isEqualTo(new Execution.Books(5, 4, 0, 1, 0, 4, 0));
            assertThat(trial.findings(end, code)).singleElement().satisfies(finding -> {
                assertThat(finding.path("subject").asText()).isEqualTo("BAD-T3");
                assertThat(finding.path("evidence").asText()).contains(String.valueOf(status));
            });
            assertThat(trial.all()).hasSize(4);
        }
    }

    @Test
    void a_token_that_an_answer_repeats_is_masked() throws IOException {
        OddProject project = OddProject.of("ECHO", 5);
        try (OddTrial trial = new OddTrial(project)) {
            String token = ZephyrLookAlike.in(trial.sandbox).token();
            trial.sandbox
                    .faults()
                    .oddAnswers()
                    .add(OddAnswer.status("ECHO-T3/teststeps", 400, "{\"message\":\"" + token + "\"}"));

            Execution end = trial.run();

            assertThat(trial.findings(end, "RECORD_UNREADABLE")).singleElement().satisfies(finding -> {
                assertThat(finding.path("evidence").asText()).contains("***");
                assertThat(finding.toString()).doesNotContain(token);
            });
        }
    }

    @Test
    void steps_that_are_not_found_erase_nothing_in_a_second_run() throws IOException {
        OddProject project = OddProject.of("ERASE", 3);
        try (OddTrial trial = new OddTrial(project)) {
            assertWhole(trial.run(), 3);

            project.listed(2).put("name", "Renamed");
            project.answer("{'path': 'ERASE-T2/(teststeps|testscript)', 'status': 404}");
            Execution end = trial.run();

            assertThat(end.state()).as(end.toString()).isEqualTo("PARTIAL");
            assertThat(trial.stored(2).path("steps")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 500, 403})
    void one_case_that_the_target_refuses_is_one_rejected_record(int status) throws IOException {
        try (OddTrial trial = new OddTrial(OddProject.of("REFUSED", 5))) {
            trial.sandbox
                    .faults()
                    .oddAnswers()
                    .add(OddAnswer.of(JsonNodeFactory.instance
                            .objectNode()
                            .put("method", "POST")
                            .put("path", "/test-cases$")
                            .put("in", "REFUSED-T3")
                            .put("status", status)
                            .put("text", "<html><title>No way through</title></html>")
                            .put("contentType", "text/html")
                            .toString()));

            Execution end = trial.run();

            assertThat(end.state()).as(end.toString()).isEqualTo("PARTIAL");
            assertThat(end.books("testcases")).as(end.toString()).isEqualTo(new Execution.Books(5, 4, 0, 1, 0, 4, 0));
            assertThat(end.findings("TARGET_REFUSED") + end.findings("TARGET_IN_DOUBT"))
                    .as(end.toString())
                    .isEqualTo(1);

            trial.sandbox.faults().oddAnswers().clear();
            assertThat(trial.run().state()).isEqualTo("SUCCESS");
            assertThat(trial.all()).hasSize(5);
            assertThat(QTestLookAlike.in(trial.sandbox).counts().duplicates()).isZero();
        }
    }

    @Test
    void when_most_records_fail_it_is_the_system_and_the_run_stops_with_a_word() throws IOException {
        OddProject project = OddProject.of("MANY", 60).answer("{'path': '/(teststeps|testscript)', 'status': 404}");
        try (OddTrial trial = new OddTrial(project)) {
            Execution end = trial.run();

            assertThat(end.state()).as(end.toString()).isEqualTo("ERROR");
            assertThat(end.failureCode()).as(end.toString()).isEqualTo("TOO_MANY_REJECTED");
            assertThat(trial.all()).isEmpty();
        }
    }

    @Test
    void an_execution_that_a_system_makes_wait_says_which_and_for_how_long() throws IOException {
        OddProject project = OddProject.of("WAITS", 3)
                .answer("{'path': '/teststeps', 'status': 429, 'headers': {'Retry-After': '1800'}}");
        try (OddTrial trial = new OddTrial(project)) {
            String id = trial.begin();

            JsonNode limited = await("an execution that waits")
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () -> trial.api()
                                    .execution(id)
                                    .json()
                                    .path("limitedBy")
                                    .path(0),
                            JsonNode::isObject);

            assertThat(limited.path("system").asText()).isEqualTo("Zephyr Scale Cloud");
            assertThat(limited.path("nextMs").asLong()).isBetween(1_700_000L, 1_800_000L);
            trial.api().post("/executions/" + id + "/stop", "");
            assertThat(trial.api().awaitEnd(id).state()).isEqualTo("STOPPED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7200", "31536000", "9999999999999999999", "Fri, 01 Jan 2100 00:00:00 GMT"})
    void a_wait_beyond_an_hour_ends_the_run_with_a_word(String retryAfter) throws IOException {
        OddProject project = OddProject.of("LONG", 3)
                .answer("{'path': '/teststeps', 'status': 429, 'headers': {'Retry-After': '" + retryAfter + "'}}");
        try (OddTrial trial = new OddTrial(project)) {
            Execution end = trial.run();

            assertThat(end.state()).as(end.toString()).isEqualTo("ERROR");
            assertThat(end.failureCode()).as(end.toString()).isEqualTo("WAIT_TOO_LONG");
            assertThat(end.failureMessage()).contains("Zephyr Scale");
        }
    }

    @Test
    void folders_and_cases_stand_in_the_order_of_the_source() throws IOException {
        OddProject project = new OddProject("ORDER");
        for (int folder = 0; folder < 12; folder++) {
            project.folder(500 + folder, "Folder " + folder, (folder * 7) % 12);
        }
        for (int number = 40; number > 0; number--) {
            project.add(number).in(number, 500 + number % 2);
        }
        try (OddTrial trial = new OddTrial(project)) {
            assertWhole(trial.run(), 40);

            assertThat(QTestLookAlike.in(trial.sandbox).edits().modules())
                    .extracting(module -> module.path("name").asText())
                    .containsExactlyElementsOf(IntStream.range(0, 12)
                            .boxed()
                            .sorted((a, b) -> Integer.compare((a * 7) % 12, (b * 7) % 12))
                            .map(folder -> "Folder " + folder)
                            .toList());
            assertThat(keys(trial, "Folder 0")).isEqualTo(numbers(0));
            assertThat(keys(trial, "Folder 1")).isEqualTo(numbers(1));
        }
    }

    private static List<String> keys(OddTrial trial, String module) {
        return trial.all().stream()
                .filter(one -> one.path("module").asText().equals(module))
                .map(one -> one.path("key").asText())
                .toList();
    }

    private static List<String> numbers(int rest) {
        return IntStream.rangeClosed(1, 40)
                .filter(number -> number % 2 == rest)
                .mapToObj(number -> "ORDER-T" + number)
                .toList();
    }

    @Test
    void a_case_of_a_folder_that_nobody_lists_goes_to_the_top_with_a_finding() throws IOException {
        OddProject project =
                OddProject.of("LOST", 2).folder(501, "Here", 0).in(1, 501).in(2, 999);
        try (OddTrial trial = new OddTrial(project)) {
            Execution end = trial.run();

            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            assertThat(trial.findings(end, "PARENT_FOLDER_MISSING"))
                    .extracting(finding -> finding.path("subject").asText())
                    .containsExactly("LOST-T2");
            assertThat(trial.stored(1).path("module").asText()).isEqualTo("Here");
            assertThat(trial.stored(2).path("module").asText()).isEqualTo("Created via API");
        }
    }

    @Test
    void what_is_not_moved_yet_is_told_for_each_case() throws IOException {
        OddProject project = OddProject.of("LINKS", 2);
        ObjectNode links = project.listed(1).putObject("links");
        links.putArray("issues").addObject().put("issueId", 77).put("type", "COVERAGE");
        links.putArray("webLinks").addObject().put("url", "https://wiki.example/spec");
        project.listed(1).put("objective", "<p>See <img src=\"https://images.example/a.png\"></p>");
        project.entry(1).putArray("attachments").addObject().put("id", 1).put("name", "log.txt");
        project.entry(1).putArray("versions").addObject().put("id", 100_001);
        project.entry(1).withArrayProperty("versions").addObject().put("id", 90_001);
        try (OddTrial trial = new OddTrial(project)) {
            Execution end = trial.run();

            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            for (String code :
                    List.of("LINKS_NOT_MOVED", "IMAGE_NOT_MOVED", "ATTACHMENT_NOT_MOVED", "VERSIONS_NOT_MOVED")) {
                assertThat(trial.findings(end, code))
                        .as(code)
                        .extracting(finding -> finding.path("subject").asText())
                        .containsExactly("LINKS-T1");
            }
        }
    }

    @Test
    void a_case_that_is_listed_twice_is_moved_once_and_as_it_is_now() throws IOException {
        OddProject project = OddProject.of("TWICE", 4);
        project.add(2, 100_900);
        project.listed(900).put("name", "Newest");
        try (OddTrial trial = new OddTrial(project)) {
            trial.migration().putObject("options").put("batchSize", 2);

            Execution end = trial.run();

            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            assertThat(end.findings("LISTED_TWICE")).as(end.toString()).isPositive();
            assertThat(trial.all()).hasSize(4);
            assertThat(trial.stored(2).path("name").asText()).isEqualTo("Newest");
            assertThat(trial.run().state()).isEqualTo("SUCCESS");
            assertThat(trial.stored(2).path("version").asText()).isEqualTo("0.1");
        }
    }

    private static void assertWhole(Execution end, int cases) {
        assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
        assertThat(end.books("testcases"))
                .as(end.toString())
                .isEqualTo(new Execution.Books(cases, cases, 0, 0, 0, cases, 0));
    }
}
