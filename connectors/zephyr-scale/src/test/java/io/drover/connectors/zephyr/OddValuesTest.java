package io.drover.connectors.zephyr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.connectors.zephyr.FakeZephyr.Answer;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.connectors.zephyr.model.TestCase.Note;
import io.drover.connectors.zephyr.model.TestStep;
import io.drover.spi.Source;
import io.drover.spi.Survey;
import io.drover.spi.SurveyedField;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.Surveys;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that is not what its field promises is noted as it stands, and never becomes another one. */
class OddValuesTest {

    private final FakeZephyr zephyr = new FakeZephyr();
    private Survey survey = new Survey(Map.of(), List.of());

    @AfterEach
    void only_documented_requests() {
        zephyr.close();
        assertThat(zephyr.unknown).isEmpty();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                of("{\"estimatedTime\":138000}", TestCase::estimatedTimeMs, 138000L, null),
                of("{\"estimatedTime\":\"138000\"}", TestCase::estimatedTimeMs, 138000L, null),
                of("{\"estimatedTime\":0}", TestCase::estimatedTimeMs, 0L, null),
                of("{\"estimatedTime\":\"\"}", TestCase::estimatedTimeMs, null, null),
                of("{\"estimatedTime\":-5}", TestCase::estimatedTimeMs, null, "VALUE_NOT_A_NUMBER"),
                of("{\"estimatedTime\":1.5}", TestCase::estimatedTimeMs, null, "VALUE_NOT_A_NUMBER"),
                of("{\"estimatedTime\":true}", TestCase::estimatedTimeMs, null, "VALUE_NOT_A_NUMBER"),
                of("{\"estimatedTime\":92233720368547758070}", TestCase::estimatedTimeMs, null, "VALUE_NOT_A_NUMBER"),
                of("{\"priority\":{\"id\":1}}", TestCase::priority, "High", null),
                of("{\"priority\":1}", TestCase::priority, "High", null),
                of("{\"priority\":\"1\"}", TestCase::priority, "High", null),
                of("{\"priority\":{\"self\":\"https://x/priorities/1\"}}", TestCase::priority, "High", null),
                of("{\"priority\":{}}", TestCase::priority, null, null),
                of("{\"priority\":{\"id\":999}}", TestCase::priority, null, "PRIORITY_NAME_UNKNOWN"),
                of("{\"priority\":{\"self\":\"x\"}}", TestCase::priority, null, "PRIORITY_NAME_UNKNOWN"),
                of("{\"status\":{\"id\":998}}", TestCase::status, null, "STATUS_NAME_UNKNOWN"),
                of("{\"status\":\"Draft\"}", TestCase::status, "Draft", null),
                of("{\"component\":{\"id\":10001}}", TestCase::component, null, "COMPONENT_NAME_UNKNOWN"),
                of("{\"owner\":{\"accountId\":null,\"self\":null}}", TestCase::owner, null, null),
                of("{\"owner\":{\"accountId\":\"qm:deleted-user\"}}", TestCase::owner, "qm:deleted-user", null),
                of(
                        "{\"owner\":{\"self\":\"https://j/rest/api/2/user?accountId=a%3Ab\"}}",
                        TestCase::owner, "a:b", null),
                of("{\"owner\":\"5b10plain\"}", TestCase::owner, "5b10plain", null),
                of("{\"owner\":{\"accountId\":12345}}", TestCase::owner, "12345", null),
                of("{\"owner\":{\"accountId\":null,\"self\":\"x\"}}", TestCase::owner, null, "OWNER_UNKNOWN"),
                of("{\"folder\":null}", TestCase::folderId, null, null),
                of("{\"folder\":{}}", TestCase::folderId, null, null),
                of("{\"folder\":5001}", TestCase::folderId, "5001", null),
                of("{\"folder\":{\"id\":\"5001\"}}", TestCase::folderId, "5001", null),
                of("{\"folder\":{\"id\":9999}}", TestCase::folderId, "9999", null),
                of("{\"folder\":{\"self\":\"https://x/folders/5001\"}}", TestCase::folderId, "5001", null),
                of("{\"folder\":{\"self\":\"x\"}}", TestCase::folderId, null, "FOLDER_UNKNOWN"),
                of("{\"labels\":[\"a\",null,7,\" \"]}", TestCase::labels, List.of("a", "7", " "), null),
                of("{\"labels\":\"a, b\"}", TestCase::labels, List.of(), "VALUE_NOT_A_LIST"),
                of("{\"customFields\":[]}", TestCase::customFields, Map.of(), null),
                of("{\"customFields\":\"x\"}", TestCase::customFields, Map.of(), "VALUE_NOT_AN_OBJECT"),
                of("{\"name\":12345}", TestCase::name, "12345", null),
                of("{\"name\":[\"a\"]}", TestCase::name, "", "VALUE_NOT_A_TEXT"),
                of("{\"objective\":{\"html\":\"<p>\"}}", TestCase::objective, null, "VALUE_NOT_A_TEXT"),
                of("{}", TestCase::position, 1, null));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_as_its_field_promises_or_noted(
            String changes, Function<TestCase, Object> value, @Nullable Object expected, @Nullable String note) {
        zephyr.cases.add(FakeZephyr.listed(1, changes));
        TestCase read = readOne();
        assertThat(value.apply(read)).isEqualTo(expected);
        if (note == null) {
            assertThat(read.notes()).isEmpty();
        } else {
            assertThat(read.notes()).singleElement().extracting(Note::code).isEqualTo(note);
        }
    }

    @Test
    void a_note_has_the_value_as_it_stands_and_the_survey_has_none() {
        zephyr.cases.add(
                FakeZephyr.listed(1, "{\"priority\":{\"id\":999},\"component\":{\"id\":10001},\"labels\":[null]}"));
        assertThat(readOne().notes())
                .extracting(Note::field, note -> note.value().toString())
                .containsExactlyInAnyOrder(tuple("Priority", "999"), tuple("Component", "10001"));
        for (String field : List.of("Priority", "Component", "Labels")) {
            assertThat(surveyed(field).values()).as(field).isEmpty();
        }
        assertThat(surveyed("Status").values()).containsExactly("Draft");
    }

    @ParameterizedTest
    @CsvSource({"500", "403", "200"})
    void a_name_that_cannot_be_looked_up_is_no_failure_of_the_batch(int status) {
        zephyr.cases.add(FakeZephyr.listed(1, "{\"priority\":{\"id\":999},\"status\":{\"id\":998}}"));
        zephyr.answer("/(priorities/999|statuses/998)", Answer.html(status));
        assertThat(readOne().notes())
                .extracting(Note::code)
                .containsExactlyInAnyOrder("PRIORITY_NAME_UNKNOWN", "STATUS_NAME_UNKNOWN");
    }

    @Test
    void the_position_is_the_number_in_the_key() {
        for (String key : List.of("ODD-T123", "ODD-T9999999999999999999999", "old", "ODD-T4 and space")) {
            zephyr.cases.add(FakeZephyr.listed(zephyr.cases.size() + 1, "{\"key\":\"" + key + "\"}"));
        }
        assertThat(read().records())
                .extracting(r -> r.id(), r -> TestCase.of(r.body()).position())
                .containsExactlyInAnyOrder(
                        tuple("ODD-T123", 123),
                        tuple("ODD-T9999999999999999999999", null),
                        tuple("old", null),
                        tuple("ODD-T4 and space", null));
    }

    @Test
    void a_call_has_its_key_and_what_the_step_says_besides() {
        steps(
                "{\"inline\":null,\"testCase\":{\"self\":\"https://x/v2/testcases/ODD-T20\",\"parameters\":[]}}",
                "{\"inline\":null,\"testCase\":{\"self\":\"x\",\"testCaseKey\":null,\"parameters\":null}}",
                "{\"inline\":{\"description\":\"both\",\"expectedResult\":\"e\"},\"testCase\":{\"testCaseKey\":\"ODD-T20\"}}",
                "{\"inline\":{\"description\":null},\"testCase\":{\"testCaseKey\":\"ODD-T20\",\"parameters\":\"x\"}}");
        TestCase read = readOne();
        assertThat(steps(read))
                .containsExactly(
                        new TestStep.Call("ODD-T20", List.of()),
                        new TestStep.Call("", List.of()),
                        new TestStep.Call("ODD-T20", List.of(), new TestStep.Inline("both", null, "e", Map.of())),
                        new TestStep.Call("ODD-T20", List.of()));
        assertThat(read.notes()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo("PARAMETERS_UNREADABLE");
            assertThat(note.value().asText()).isEqualTo("x");
        });
    }

    @Test
    void steps_that_are_none_and_texts_that_are_none_are_noted() {
        steps("null", "\"text\"", "{\"inline\":{\"description\":5,\"testData\":{\"a\":1}},\"testCase\":null}", "{}");
        TestCase read = readOne();
        TestStep blank = new TestStep.Inline(null, null, null, Map.of());
        assertThat(steps(read)).containsExactly(blank, blank, new TestStep.Inline("5", null, null, Map.of()), blank);
        assertThat(read.notes())
                .extracting(Note::code, note -> note.value().toString())
                .containsExactly(
                        tuple("STEP_UNREADABLE", "null"),
                        tuple("STEP_UNREADABLE", "\"text\""),
                        tuple("VALUE_NOT_A_TEXT", "{\"a\":1}"));
    }

    private void steps(String... steps) {
        zephyr.cases.add(FakeZephyr.listed(1, "{}"));
        zephyr.steps.put("ODD-T1", Stream.of(steps).map(FakeZephyr::json).toList());
    }

    private static List<TestStep> steps(TestCase read) {
        return ((Script.Steps) read.script()).steps();
    }

    private SurveyedField surveyed(String name) {
        return survey.fields().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private TestCase readOne() {
        CollectedRecords read = read();
        assertThat(read.findings()).isEmpty();
        return TestCase.of(read.records().getFirst().body());
    }

    private CollectedRecords read() {
        Surveys surveyed = new Surveys();
        try (Source source = Zephyrs.open(zephyr.connection())) {
            survey = source.plan(List.of(TestCase.TYPE), 100, surveyed);
        }
        return Zephyrs.readToEnd(zephyr.connection(), surveyed.batches().getFirst());
    }

    private static Arguments of(
            String changes,
            Function<TestCase, @Nullable Object> value,
            @Nullable Object expected,
            @Nullable String note) {
        return arguments(changes, value, expected, note);
    }
}
