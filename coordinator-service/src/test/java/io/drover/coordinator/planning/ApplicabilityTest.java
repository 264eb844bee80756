package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.ExecutionStatus;
import io.drover.api.Migration;
import io.drover.api.StepStatus;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.DocumentJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a system does not have, or cannot do, is skipped before anything runs, and people read why. */
class ApplicabilityTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String FOLDERS = "{\"name\": \"folder\", \"title\": \"Folders\", \"can\": [\"READ\"]}";
    private static final String MODULES = "{\"name\": \"folder\", \"title\": \"Modules\", \"can\": [\"CREATE\"]}";
    private static final String CASES = "{\"name\": \"testcase\", \"title\": \"Test cases\", \"can\": [%s]}";

    @Test
    void a_step_has_the_title_that_the_source_has_for_what_it_moves() {
        Plan plan = plan(saying("zephyr-scale", FOLDERS, CASES.formatted("\"READ\"")), earlier("qtest"));

        assertThat(plan.step("folders").title()).isEqualTo("Folders");
        assertThat(plan.step("testcases").title()).isEqualTo("Test cases");
        assertThat(plan.steps()).allMatch(step -> step.notApplicable() == null);
    }

    @Test
    void what_the_target_does_not_have_is_skipped() {
        Plan plan = plan(saying("zephyr-scale", FOLDERS, CASES.formatted("\"READ\"")), saying("qtest", MODULES));

        assertThat(plan.step("folders").notApplicable()).isNull();
        assertThat(plan.step("testcases").notApplicable())
                .isEqualTo("Not applicable to this path: qTest Manager has no Test cases.");
    }

    @Test
    void what_the_target_has_and_cannot_create_is_skipped() {
        Plan plan = plan(
                saying("zephyr-scale", FOLDERS, CASES.formatted("\"READ\"")),
                saying("qtest", MODULES, CASES.formatted("\"FIND\", \"UPDATE\"")));

        assertThat(plan.step("testcases").notApplicable())
                .isEqualTo("Not applicable to this path: qTest Manager cannot create Test cases.");
    }

    @Test
    void what_the_source_cannot_read_is_skipped_and_the_title_is_the_targets_where_the_source_has_none() {
        Plan plan = plan(
                saying("zephyr-scale", FOLDERS),
                saying("qtest", MODULES, CASES.replace("Test cases", "Cases").formatted("\"CREATE\"")));

        assertThat(plan.step("testcases").title()).isEqualTo("Cases");
        assertThat(plan.step("testcases").notApplicable())
                .isEqualTo("Not applicable to this path: Zephyr Scale Cloud has no Cases.");
    }

    @Test
    void contents_go_where_the_source_gives_them_and_the_target_takes_them() {
        String given = CASES.formatted("\"READ\", \"OPEN\"");
        String taken = CASES.formatted("\"CREATE\", \"ATTACH\"");
        String source = CASES.formatted("\"READ\"");
        String target = CASES.formatted("\"CREATE\"");

        assertThat(withContents(given, taken)).isTrue();
        assertThat(withContents(source, taken)).isFalse();
        assertThat(withContents(given, target)).isFalse();
    }

    private static boolean withContents(String source, String target) {
        return plan(saying("zephyr-scale", FOLDERS, source), saying("qtest", MODULES, target))
                .step("testcases")
                .contents();
    }

    @Test
    void a_plan_that_skips_is_another_plan() {
        ObjectNode source = saying("zephyr-scale", FOLDERS, CASES.formatted("\"READ\""));

        assertThat(plan(source, saying("qtest", MODULES)).hash())
                .isNotEqualTo(plan(source, earlier("qtest")).hash());
    }

    @Test
    void an_announcement_of_an_earlier_release_has_a_list_of_names() {
        Plan whole = plan(earlier("zephyr-scale"), earlier("qtest"));
        ObjectNode fewer = earlier("qtest");
        ((ArrayNode) fewer.path("kinds")).remove(1);
        Plan less = plan(earlier("zephyr-scale"), fewer);

        assertThat(whole.steps()).allMatch(step -> step.notApplicable() == null);
        assertThat(whole.step("testcases").title()).isEqualTo("testcase");
        assertThat(less.step("testcases").notApplicable())
                .isEqualTo("Not applicable to this path: qTest Manager has no testcase.");
    }

    @Test
    void an_announcement_that_says_nothing_of_entity_types_limits_nothing() {
        ObjectNode silent = earlier("qtest");
        silent.remove("kinds");

        assertThat(plan(earlier("zephyr-scale"), silent).steps()).allMatch(step -> step.notApplicable() == null);
    }

    @Test
    void nothing_is_commanded_for_what_is_skipped_and_the_rest_goes_on_to_its_end() {
        Plan plan = plan(saying("zephyr-scale", FOLDERS, CASES.formatted("\"READ\"")), saying("qtest", MODULES));
        ExecutionState state = ExecutionState.of("ex", plan, NOW);
        assertThat(state.step("testcases").status()).isEqualTo(StepStatus.SKIPPED);

        List<String> commanded = new ArrayList<>();
        Deque<Signal> signals = new ArrayDeque<>(List.of(new Signal.Started()));
        while (!signals.isEmpty()) {
            Decision decision = new Decider(plan).decide(state, signals.remove(), NOW);
            state = decision.next();
            for (Effect effect : decision.effects()) {
                if (effect instanceof Effect.Issue issue) {
                    commanded.add(issue.id().step());
                    signals.add(new Signal.Arrived(List.of(done(issue))));
                }
            }
        }

        assertThat(commanded).contains("gone", "evidence").doesNotContain("testcases");
        assertThat(state.step("testcases").reason())
                .isEqualTo("Not applicable to this path: qTest Manager has no Test cases.");
        assertThat(state.step("testcases").books()).isEmpty();
        assertThat(state.status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void a_recipe_needs_a_title_for_each_step_that_moves_no_records() {
        List<String> problems = new ArrayList<>();
        new RecipeReader().read("p", "p", """
                {name: p, title: P, source: "*", target: "*", steps: [
                 {id: check, phase: VALIDATE, operation: check}, {id: cases, entity: testcase}]}""", problems);

        assertThat(problems).containsExactly("recipe p: step check has no title");
    }

    private static Result done(Effect.Issue issue) {
        Outcome done = new Outcome.Done(Counts.NONE, Map.of(), Map.of(), Map.of());
        return new Result(Result.VERSION, issue.id(), issue.batch().attempt(), "w", NOW, 1, Usage.NONE, done);
    }

    private static Plan plan(ObjectNode source, ObjectNode target) {
        ConnectorRegistry connectors = new ConnectorRegistry();
        connectors.announced("zephyr-scale", source);
        connectors.announced("qtest", target);
        Planner planner = new Planner(TestRecipes.registry(), connectors);
        return planner.plan(DocumentJson.read("""
                {"name": "m", "recipe": "zephyr-scale-to-qtest",
                 "source": {"connector": "zephyr-scale", "settings": {"baseUrl": "https://z.example/v2", "projectKey": "MM"},
                            "secrets": {"token": "z"}},
                 "target": {"connector": "qtest", "settings": {"baseUrl": "https://q.example", "projectId": 7},
                            "secrets": {"token": "q"}}}
                """, Migration.class));
    }

    /** As the release before announced it. */
    private static ObjectNode earlier(String connector) {
        try {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(
                    ApplicabilityTest.class.getResourceAsStream("/announcements/" + connector + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode saying(String connector, String... types) {
        ObjectNode descriptor = earlier(connector);
        descriptor.remove("kinds");
        ArrayNode list = descriptor.putArray("entityTypes");
        try {
            for (String type : types) {
                list.add(JSON.readTree(type));
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        return descriptor;
    }
}
