package io.drover.connectors.zephyr;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connectors.zephyr.model.Folder;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import io.drover.sandbox.zephyr.ZephyrOptions;
import io.drover.spi.BatchSpec;
import io.drover.spi.Connection;
import io.drover.spi.Source;
import io.drover.spi.Survey;
import io.drover.spi.SurveyedField;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.Surveys;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real project: what the survey says about it, and what its test cases look like. */
class MattermostReadTest {

    private static RunningSandbox sandbox;
    private static Survey survey;
    private static final Surveys SURVEYED = new Surveys();

    @BeforeAll
    static void start_and_plan() {
        sandbox = RunningSandbox.start(ZephyrOptions.mattermost());
        try (Source source = Zephyrs.open(connection())) {
            survey = source.plan(List.of(Folder.TYPE, TestCase.TYPE), 250, SURVEYED);
        }
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static Connection connection() {
        return Zephyrs.connection(
                sandbox, Zephyrs.settings(ZephyrLookAlike.in(sandbox).url(), "MM"));
    }

    @Test
    void the_survey_counts_as_the_system_does() {
        assertThat(survey.counts())
                .containsEntry(TestCase.TYPE, Ask.total(sandbox, "testcases", "MM"))
                .containsEntry(Folder.TYPE, Ask.total(sandbox, "folders", "MM"));
    }

    @Test
    void priorities_and_statuses_are_names_in_survey_and_records() {
        assertThat(field("Priority").values()).contains("Normal").noneMatch(v -> v.matches("\\d+"));
        assertThat(field("Status").values()).noneMatch(v -> v.matches("\\d+")).isNotEmpty();
        assertThat(field("Name").filled())
                .isEqualTo(Objects.requireNonNull(survey.counts().get(TestCase.TYPE)));
    }

    @Test
    void a_batch_of_cases_has_scripts_and_names() {
        BatchSpec batch = SURVEYED.batches().stream()
                .filter(b -> b.entityType().equals(TestCase.TYPE))
                .findFirst()
                .orElseThrow();
        CollectedRecords read = Zephyrs.readToEnd(connection(), batch);
        assertThat(read.records()).hasSize(batch.expected());
        List<TestCase> cases =
                read.records().stream().map(r -> TestCase.of(r.body())).toList();
        assertThat(cases).allSatisfy(c -> assertThat(c.name()).isNotBlank());
        assertThat(cases).extracting(TestCase::priority).doesNotContainNull().noneMatch(p -> p.matches("\\d+"));
        assertThat(cases)
                .filteredOn(c -> c.script() instanceof Script.Steps steps
                        && !steps.steps().isEmpty())
                .isNotEmpty();
    }

    private static SurveyedField field(String name) {
        return survey.fields().stream()
                .filter(f -> f.entityType().equals(TestCase.TYPE) && f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
