package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.api.AnnouncedPath;
import io.drover.contracts.Side;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.StepKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRegistryTest {

    private static final String CHECK = "connection-check";

    private final PathRegistry registry = TestRecipes.registry();

    @Test
    void every_recipe_has_the_name_that_it_is_found_by() {
        assertThat(registry.recipes())
                .contains(CHECK, "agola-v07-to-later", "zephyr-scale-to-qtest", TestRecipes.MIXED)
                .allSatisfy(name ->
                        assertThat(registry.recipe(name).orElseThrow().name()).isEqualTo(name));
        assertThat(registry.paths())
                .allSatisfy(path -> assertThat(path.problems()).isEmpty());
    }

    @Test
    void before_a_worker_announces_a_path_only_the_check_for_all_is_there() {
        PathRegistry empty = new PathRegistry();

        assertThat(empty.recipes()).containsExactly(CHECK);
        assertThat(empty.paths()).isEmpty();
    }

    @Test
    void a_path_is_listed_with_what_migrations_may_name() {
        assertThat(registry.paths())
                .filteredOn(path -> path.id().equals("zephyr-scale-to-qtest"))
                .singleElement()
                .isEqualTo(new AnnouncedPath(
                        "zephyr-scale-to-qtest",
                        "Zephyr Scale Cloud to qTest Manager",
                        "zephyr-scale",
                        "qtest",
                        List.of("folder", "testcase"),
                        List.of(new AnnouncedPath.NamedRecipe(
                                "zephyr-scale-to-qtest", "Zephyr Scale Cloud to qTest Manager")),
                        Map.of(),
                        List.of()));
    }

    @Test
    void a_broken_recipe_is_passed_over_and_the_path_says_why() {
        String good = TestRecipes.text(TestRecipes.MIXED);
        registry.announced(TestRecipes.path(
                TestRecipes.MIXED,
                Map.of(
                        TestRecipes.MIXED,
                        good,
                        TestRecipes.MIXED + "-loop",
                        good.replace("name: reset-then-records", "name: reset-then-records-loop")
                                .replace("after: [testcases, seal]", "after: [sael]"),
                        TestRecipes.MIXED + "-text",
                        "steps: [",
                        TestRecipes.MIXED + "-none",
                        "name: reset-then-records-none",
                        CHECK,
                        good)));

        assertThat(registry.recipes())
                .contains(TestRecipes.MIXED)
                .noneMatch(name -> name.matches(".*-(loop|text|none)"));
        assertThat(registry.paths())
                .filteredOn(path -> path.id().equals(TestRecipes.MIXED))
                .singleElement()
                .satisfies(path -> {
                    assertThat(path.recipes())
                            .extracting(AnnouncedPath.NamedRecipe::name)
                            .containsExactly(TestRecipes.MIXED);
                    assertThat(path.problems())
                            .hasSize(4)
                            .anyMatch(problem -> problem.contains("-loop: step consent-clean-up names a step sael"))
                            .anyMatch(problem -> problem.contains("-text cannot be read"))
                            .anyMatch(problem -> problem.contains("-none cannot be read"))
                            .anyMatch(problem -> problem.contains(CHECK + " is of Drover itself already"));
                });
    }

    @Test
    void of_two_paths_with_one_recipe_the_first_has_it_whichever_was_announced_first() {
        PathRegistry registry = new PathRegistry();
        String good = TestRecipes.text(TestRecipes.MIXED);
        registry.announced(TestRecipes.path(TestRecipes.MIXED, Map.of(TestRecipes.MIXED, good)));
        registry.announced(TestRecipes.path("reset-then", Map.of(TestRecipes.MIXED, good)));

        assertThat(registry.paths())
                .extracting(AnnouncedPath::id, path -> path.problems().size())
                .containsExactly(tuple("reset-then", 0), tuple(TestRecipes.MIXED, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "after: [testcases, seal] | after: [sael] | clean-up names a step sael, and there is none",
                "{ consent: consent-reset } | { consent: inventory } | consent inventory, which asks for none",
                "Type the phrase.;consent: | x;when: survey/losses;consent: | consent-reset, which may be skipped",
                "retry: RESUME | resumeFrom: testcases | resumes from testcases, which is none of one batch",
                "entity: testcase | entity: testcase;irreversible: true | testcases is irreversible, and only an action"
            })
    void a_recipe_that_would_come_to_where_nothing_can_follow_is_refused(String was, String is, String said) {
        Recipe recipe = TestRecipes.read(
                "reset-then-records", yaml -> yaml.replace(was.replace(";", "\n    "), is.replace(";", "\n    ")));

        assertThat(RecipeRules.broken(recipe)).anyMatch(broken -> broken.contains(said));
    }

    @ParameterizedTest
    @ValueSource(strings = {CHECK, "agola-v07-to-later-" + CHECK})
    void a_check_of_connections_moves_and_destroys_nothing(String name) {
        assertThat(steps(name))
                .isNotEmpty()
                .allMatch(step -> step.kind() == StepKind.OPERATION && !step.irreversible());
    }

    @Test
    void a_paths_own_check_does_what_the_path_does_first_on_either_side() {
        List<PlannedStep> path = steps("agola-v07-to-later");
        List<PlannedStep> check = steps("agola-v07-to-later-" + CHECK);

        assertThat(check).extracting(PlannedStep::on).containsExactly(Side.SOURCE, Side.TARGET);
        assertThat(check).allSatisfy(step -> assertThat(path.stream()
                        .filter(other -> other.on() == step.on() && other.phase() == step.phase())
                        .findFirst()
                        .orElseThrow()
                        .operation())
                .isEqualTo(step.operation()));
    }

    private List<PlannedStep> steps(String name) {
        return registry.recipe(name).orElseThrow().steps().stream()
                .map(Recipe.Line::toStep)
                .toList();
    }
}
