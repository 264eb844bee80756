package io.drover.connectors.zephyr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.connectors.zephyr.FakeZephyr.Answer;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.spi.BatchSpec;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Meter;
import io.drover.spi.Source;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.Surveys;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the requests of one case answer: that case is rejected with its reason, all others are read. */
class OneBadRecordTest {

    private final FakeZephyr zephyr = new FakeZephyr().withCases(5);

    @AfterEach
    void only_documented_requests() {
        zephyr.close();
        assertThat(zephyr.unknown).isEmpty();
    }

    static Stream<Arguments> answers() {
        String refused = "{\"errorCode\":400,\"message\":\"made to fail\"}";
        return Stream.of(
                arguments(new Answer(400, refused), "400: made to fail"),
                arguments(new Answer(403, refused), "403"),
                arguments(Answer.html(403), "403: an HTML page"),
                arguments(new Answer(413, refused), "413"),
                arguments(new Answer(500, refused), "500: made to fail"),
                arguments(Answer.html(200), "200: an HTML page"),
                arguments(new Answer(204, ""), "204"),
                arguments(new Answer(200, "null"), "200"),
                arguments(new Answer(200, "[]"), "200"),
                arguments(new Answer(200, "5"), "200"),
                arguments(new Answer(200, "{}"), "200"),
                arguments(new Answer(200, "{\"values\":{\"a\":1}}"), "200"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void steps_that_cannot_be_had_reject_their_case_only(Answer answer, String said) {
        zephyr.answer("ODD-T3/teststeps", answer);
        CollectedRecords read = read();
        assertThat(read.ids()).containsExactly("ODD-T1", "ODD-T2", "ODD-T4", "ODD-T5");
        assertThat(read.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("RECORD_UNREADABLE");
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.subject()).isEqualTo("ODD-T3");
            assertThat(finding.evidence()).contains("GET /testcases/ODD-T3/teststeps", said);
        });
        assertThat(zephyr.asked("ODD-T3/teststeps")).as("tried again").isGreaterThan(1);
    }

    @Test
    void a_script_that_nobody_finds_rejects_its_case_and_is_never_an_empty_one() {
        zephyr.answer("ODD-T3/(teststeps|testscript)", new Answer(404, "{\"message\":\"Test case not found\"}"));
        assertThat(rejected("ODD-T3").code()).isEqualTo("SCRIPT_NOT_FOUND");
        assertThat(rejected("ODD-T3").severity()).isEqualTo(Severity.ERROR);
        assertThat(rejected("ODD-T3").evidence()).contains("404: Test case not found", "itself is there");
    }

    @Test
    void a_gateways_page_with_404_is_no_empty_script_either() {
        zephyr.answer("ODD-T3/teststeps", Answer.html(404));
        assertThat(rejected("ODD-T3").code()).isEqualTo("SCRIPT_NOT_FOUND");
        zephyr.answer("ODD-T3$", Answer.html(404));
        assertThat(rejected("ODD-T3").code()).isEqualTo("RECORD_UNREADABLE");
        assertThat(rejected("ODD-T3").evidence()).doesNotContain("deleted");
    }

    @Test
    void a_case_that_is_gone_when_its_steps_are_asked_for_was_deleted() {
        zephyr.answer("/ODD-T3(/|$)", new Answer(404, "{\"message\":\"not found\"}"));
        assertThat(rejected("ODD-T3").code()).isEqualTo("RECORD_UNREADABLE");
        assertThat(rejected("ODD-T3").evidence()).contains("ODD-T3 was deleted while it was read");
    }

    @Test
    void steps_that_are_not_found_may_be_a_text() {
        zephyr.answer("ODD-T3/teststeps", new Answer(404, "{\"message\":\"not found\"}"));
        zephyr.scripts.put("ODD-T3", "{\"type\":\"plain\",\"text\":\"as a text\"}");
        CollectedRecords read = read();
        assertThat(read.findings()).isEmpty();
        assertThat(script(read, "ODD-T3")).isEqualTo(new Script.Plain("as a text"));
    }

    @Test
    void a_case_without_steps_is_one_without_steps() {
        zephyr.steps.put("ODD-T3", List.of());
        CollectedRecords read = read();
        assertThat(read.findings()).isEmpty();
        assertThat(script(read, "ODD-T3")).isEqualTo(new Script.Steps(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"plain\"}", "{\"type\":\"bdd\",\"id\":7}", "{}", "[]", "null", "5"})
    void a_script_without_a_text_at_all_is_no_empty_one(String answer) {
        zephyr.scripts.put("ODD-T3", answer);
        Finding finding = rejected("ODD-T3");
        assertThat(finding.code()).isEqualTo("RECORD_UNREADABLE");
        assertThat(finding.evidence()).contains("GET /testcases/ODD-T3/testscript answered 200");
    }

    @Test
    void a_script_that_was_never_written_is_an_empty_one() {
        zephyr.scripts.put("ODD-T3", "{\"type\":\"plain\",\"text\":null}");
        CollectedRecords read = read();
        assertThat(read.findings()).isEmpty();
        assertThat(script(read, "ODD-T3")).isEqualTo(new Script.Plain(""));
    }

    @Test
    void a_script_of_an_unknown_type_is_named() {
        zephyr.scripts.put("ODD-T3", "{\"type\":\"cucumber2\",\"text\":\"Given x\"}");
        assertThat(rejected("ODD-T3").code()).isEqualTo("SCRIPT_TYPE_UNKNOWN");
        assertThat(rejected("ODD-T3").evidence()).contains("cucumber2");
    }

    @Test
    void entries_that_are_no_records_are_rejected_by_their_id_or_place() {
        zephyr.cases.clear();
        for (String entry :
                List.of("{\"id\":1}", "{\"id\":2,\"key\":null}", "{\"id\":3,\"key\":77}", "\"text\"", "null")) {
            zephyr.cases.add(FakeZephyr.json(entry));
        }
        zephyr.cases.add(FakeZephyr.listed(4, "{}"));
        Surveys surveyed = new Surveys();
        List<BatchSpec> batches = plan(surveyed, "offset");
        assertThat(surveyed.listed()).containsExactly("testcase ODD-T4");
        CollectedRecords read = Zephyrs.readToEnd(zephyr.connection(), batches.getFirst());
        assertThat(read.ids()).containsExactly("ODD-T4");
        assertThat(read.findings())
                .allMatch(f -> f.code().equals("RECORD_UNREADABLE") && f.severity() == Severity.ERROR);
        assertThat(read.findings())
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder("id 1", "id 2", "id 3", "place 3 of the listing", "place 4 of the listing");
    }

    @Test
    void a_project_that_is_closed_meanwhile_stops_the_batch() {
        List<BatchSpec> batches = plan(new Surveys(), "auto");
        zephyr.answer("/teststeps", new Answer(400, "{}"));
        zephyr.answer("/testcases/nextgen\\?.*limit=1$", new Answer(404, "{\"message\":\"no project\"}"));
        assertThatThrownBy(() -> Zephyrs.readToEnd(zephyr.connection(), batches.getFirst()))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("PROJECT_NOT_FOUND"));
    }

    private Finding rejected(String key) {
        CollectedRecords read = read();
        assertThat(read.ids()).hasSize(4).doesNotContain(key);
        assertThat(read.findings()).hasSize(1);
        assertThat(read.findings().getFirst().subject()).isEqualTo(key);
        return read.findings().getFirst();
    }

    private CollectedRecords read() {
        return Zephyrs.readToEnd(
                zephyr.connection(), plan(new Surveys(), "auto").getFirst());
    }

    private List<BatchSpec> plan(Surveys surveyed, String listing) {
        try (Source source =
                Zephyrs.open(Zephyrs.connection(zephyr.settings().put("listing", listing), "token", Meter.NONE))) {
            source.plan(List.of(TestCase.TYPE), 100, surveyed);
        }
        return surveyed.batches();
    }

    private static Script script(CollectedRecords read, String key) {
        return read.records().stream()
                .filter(r -> r.id().equals(key))
                .map(r -> TestCase.of(r.body()).script())
                .findFirst()
                .orElseThrow();
    }
}
