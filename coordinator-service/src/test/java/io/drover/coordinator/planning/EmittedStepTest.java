package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.Books;
import io.drover.api.ExecutionStatus;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Limits;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.Policies;
import io.drover.coordinator.domain.RecordsState;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Records that came by others go batch by batch after those, with books of their own. */
class EmittedStepTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SLICES = 5;

    private static final String RECIPE = """
            {name: p, title: P, source: "*", target: "*", steps: [
             {id: survey, title: Survey, phase: EXTRACT, operation: survey},
             {id: cases, entity: testcase, after: [survey], inputs: {specs: survey/specs-testcase}},
             {id: comments, entity: comment, from: cases}%s]}""";

    private static Plan plan() {
        List<PlannedStep> steps =
                recipe("").steps().stream().map(Recipe.Line::toStep).toList();
        Limits limits = new Limits(10, 16, 2, 3, Duration.ofSeconds(60));
        return new Plan("m", "p", "P", "s > t", "hash", limits, Policies.DEFAULTS, null, steps);
    }

    private static Recipe recipe(String more) {
        List<String> problems = new ArrayList<>();
        return Objects.requireNonNull(
                new RecipeReader()
                        .read("p", "p", RECIPE.formatted(more), problems)
                        .orElse(null),
                problems::toString);
    }

    @Test
    void it_begins_when_those_are_done_and_goes_through_the_same_batches() {
        Plan plan = plan();
        ExecutionState state = ExecutionState.of("ex", plan, NOW);
        List<String> commanded = new ArrayList<>();
        Deque<Signal> signals = new ArrayDeque<>(List.of(new Signal.Started()));
        while (!signals.isEmpty()) {
            Decision decision = new Decider(plan).decide(state, signals.remove(), NOW);
            state = DocumentJson.read(DocumentJson.write(decision.next()), ExecutionState.class);
            for (Effect effect : decision.effects()) {
                if (effect instanceof Effect.Issue issue) {
                    commanded.add(issue.id().step() + " " + issue.id().phase() + " "
                            + issue.id().number());
                    signals.add(new Signal.Arrived(List.of(done(issue))));
                }
            }
        }

        assertThat(state.status()).as(state.toString()).isEqualTo(ExecutionStatus.PARTIAL);
        assertThat(commanded)
                .filteredOn(command -> command.startsWith("comments"))
                .hasSize(3 * SLICES)
                .contains("comments TRANSFORM 0", "comments LOAD 4", "comments VALIDATE 4")
                .noneMatch(command -> command.contains("EXTRACT"));
        assertThat(commanded.indexOf("comments TRANSFORM 0")).isGreaterThan(commanded.indexOf("cases VALIDATE 4"));
        assertThat(state.step("comments", RecordsState.class).counted())
                .isEqualTo(new Books(15, 10, 0, 5, 0, 10, 0, 0));
    }

    @Test
    void a_plan_keeps_whose_records_it_comes_by_and_one_of_an_earlier_release_has_none() {
        PlannedStep comments = plan().step("comments");
        assertThat(DocumentJson.read(DocumentJson.write(comments), PlannedStep.class))
                .isEqualTo(comments);
        assertThat(comments.from()).isEqualTo("cases");
        assertThat(comments.after()).containsExactly("cases");
        assertThat(DocumentJson.write(plan().step("cases"))).doesNotContain("\"from\"", "\"contents\"");
    }

    @Test
    void a_recipe_says_that_it_comes_by_records_of_another_entity_type() {
        assertThat(RecipeRules.broken(recipe(""))).isEmpty();
        List<String> problems = new ArrayList<>();
        new RecipeReader().read("p", "p", RECIPE.formatted("""
                , {id: a, entity: link, from: survey}, {id: b, entity: testcase, from: cases}"""), problems);
        assertThat(String.join("; ", problems))
                .contains("step a is from survey, and only records come by records")
                .contains("step b is from cases, which has the same entity type");
    }

    private static Result done(Effect.Issue issue) {
        Map<String, Integer> parts = new HashMap<>();
        Map<String, Long> totals = new HashMap<>();
        Counts counts = Counts.NONE;
        if (issue.id().step().equals("survey")) {
            parts.put("specs-testcase", SLICES);
            totals.put("testcase", 2L * SLICES);
        } else if (issue.id().step().equals("cases")) {
            counts = new Counts(2, 2, 0, 0, 0, 0);
            parts.put("plain", 2);
        } else if (issue.id().phase() == Phase.TRANSFORM) {
            counts = new Counts(3, 2, 0, 1, 0, 0);
            parts.put("plain", 2);
        } else {
            counts = new Counts(2, 2, 0, 0, 0, 0);
        }
        Outcome done = new Outcome.Done(counts, Map.of(), parts, totals, Map.of());
        return new Result(Result.VERSION, issue.id(), issue.batch().attempt(), "w", NOW, 1, Usage.NONE, done);
    }
}
