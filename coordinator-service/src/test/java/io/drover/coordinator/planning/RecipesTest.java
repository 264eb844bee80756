package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.Side;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.StepKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipesTest {

    private static final String CHECK = "connection-check";

    private final Recipes recipes = new Recipes();

    @Test
    void every_recipe_has_the_name_that_it_is_found_by() {
        assertThat(recipes.names())
                .allSatisfy(name ->
                        assertThat(recipes.find(name).orElseThrow().name()).isEqualTo(name));
    }

    @Test
    void a_recipe_of_another_jar_is_found_by_that_jars_index() {
        assertThat(recipes.names()).contains("zephyr-scale-to-qtest", "reset-then-records");
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
        return recipes.find(name).orElseThrow().steps().stream()
                .map(Recipe.Line::toStep)
                .toList();
    }
}
