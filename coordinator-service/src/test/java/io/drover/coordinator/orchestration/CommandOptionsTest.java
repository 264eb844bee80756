package io.drover.coordinator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.api.Migration;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.contracts.Input;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.DeciderTest;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.RecordsState;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a migration wants done about odd records goes to those who do it, and where they find what they read. */
class CommandOptionsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Plan PLAN = DeciderTest.plan();

    @Test
    void who_reads_and_who_loads_knows_how_many_rejections_in_a_row_are_too_many() {
        assertThat(options(Phase.EXTRACT).path("rejectedInARow").asInt()).isEqualTo(100);
        assertThat(options(Phase.LOAD).path("rejectedInARow").asInt()).isEqualTo(100);
        assertThat(options(Phase.TRANSFORM).has("rejectedInARow")).isFalse();
    }

    @Test
    void who_loads_knows_what_to_do_about_conflicts_and_about_what_is_there() {
        assertThat(options(Phase.LOAD).path("conflicts").asText()).isEqualTo("keep");
        assertThat(options(Phase.LOAD).path("existing").asText()).isEqualTo("adopt");
    }

    @Test
    void a_slice_is_looked_for_in_the_numbered_parts_of_a_survey_that_wrote_such() {
        ExecutionState surveyed = surveyed(Map.of("specs-testcase-*", 3), Map.of("specs-testcase", 2_500L));

        assertThat(surveyed.step("testcases", RecordsState.class).specs()).isEqualTo(2_500);
        assertThat(surveyed.step("survey").totals()).doesNotContainKey("specs-testcase");
        Command extract = command(surveyed, Phase.EXTRACT, 2_400);
        assertThat(extract.inputs())
                .containsEntry(
                        "specs", new Input("executions/ex/survey/extract/000000/manifest.json", "specs-testcase-*"));
        assertThat(extract.options().path("index").asInt()).isEqualTo(2_400);
    }

    @Test
    void a_slice_is_looked_for_in_the_one_part_that_a_survey_of_the_last_release_wrote() {
        ExecutionState surveyed = surveyed(Map.of("specs-testcase", 2_500), Map.of());

        assertThat(surveyed.step("testcases", RecordsState.class).specs()).isEqualTo(2_500);
        assertThat(command(surveyed, Phase.EXTRACT, 2_400).inputs())
                .containsEntry(
                        "specs", new Input("executions/ex/survey/extract/000000/manifest.json", "specs-testcase"));
    }

    private static ExecutionState surveyed(Map<String, Integer> parts, Map<String, Long> totals) {
        ExecutionState state = started().next();
        for (String step : List.of("check", "survey")) {
            Phase phase = step.equals("check") ? Phase.VALIDATE : Phase.EXTRACT;
            Outcome done = new Outcome.Done(Counts.NONE, Map.of(), parts, totals);
            Result result =
                    new Result(Result.VERSION, new BatchId("ex", step, phase, 0), 1, "w", NOW, 5, Usage.NONE, done);
            state = new Decider(PLAN)
                    .decide(state, new Signal.Arrived(List.of(result)), NOW)
                    .next();
        }
        return state;
    }

    private static Decision started() {
        return new Decider(PLAN).decide(ExecutionState.of("ex", PLAN, NOW), new Signal.Started(), NOW);
    }

    private static JsonNode options(Phase phase) {
        return command(started().next(), phase, 0).options();
    }

    private static Command command(ExecutionState state, Phase phase, int number) {
        Decision start = started();
        Effect.Issue check = start.effects().stream()
                .filter(Effect.Issue.class::isInstance)
                .map(Effect.Issue.class::cast)
                .findFirst()
                .orElseThrow();
        Effect.Issue issue = new Effect.Issue(new BatchId("ex", "testcases", phase, number), check.batch(), 1);
        Migration migration = DocumentJson.read("""
                {"name": "m", "recipe": "r", "source": {"connector": "s", "settings": {}},
                 "target": {"connector": "t", "settings": {}}}""", Migration.class);
        return new Commands(PLAN, migration, state).of(issue, NOW);
    }
}
