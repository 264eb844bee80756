package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.Side;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.StepKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @ParameterizedTest
    @ValueSource(strings = {CHECK, "agola-v07-to-later-" + CHECK})
    void a_check_of_connections_moves_and_destroys_nothing(String name) {
        assertThat(steps(name)).isNotEmpty().allMatch(step -> step.kind() == StepKind.OPERATION && !step.destructive());
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
