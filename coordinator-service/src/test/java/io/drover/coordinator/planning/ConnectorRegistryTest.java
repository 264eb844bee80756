package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.api.Migration;
import io.drover.api.Violation;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.Retry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A recipe and the workers have to mean the same by an operation, or nothing is planned. */
class ConnectorRegistryTest {

    private static final Migration.Side AGOLA =
            new Migration.Side("agola", JsonNodeFactory.instance.objectNode(), new HashMap<>());

    private final Recipe recipe = TestRecipes.shipped("agola-v07-to-later");

    private List<Violation> said(String step, String name, boolean destructive, String retry)
            throws JsonProcessingException {
        List<Violation> violations = new ArrayList<>();
        planned(step, name, destructive, retry, violations);
        return violations;
    }

    private PlannedStep planned(String step, String name, boolean destructive, String retry, List<Violation> violations)
            throws JsonProcessingException {
        ConnectorRegistry registry = new ConnectorRegistry();
        registry.announced("agola", new ObjectMapper().readTree("""
                {"id": "agola", "settingsSchema": {},
                 "operations": [{"name": "%s", "destructive": %s, "retry": "%s"}]}
                """.formatted(name, destructive, retry)));
        PlannedStep planned = recipe.steps().stream()
                .map(Recipe.Line::toStep)
                .filter(line -> line.id().equals(step))
                .findFirst()
                .orElseThrow();
        return registry.operation("target", AGOLA, planned, violations);
    }

    @Test
    void what_both_mean_the_same_by_is_planned() throws JsonProcessingException {
        assertThat(said("import-runservice", "import", true, "RESUME")).isEmpty();
        assertThat(said("backup-runservice", "backup", false, "SAFE")).isEmpty();
    }

    @Test
    void an_operation_that_destroys_and_that_nobody_consents_to_is_refused() throws JsonProcessingException {
        assertThat(said("backup-runservice", "backup", true, "RESUME"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString())
                        .contains("backup destroys", "step backup-runservice", "nobody's consent"));
    }

    @Test
    void the_stricter_of_recipe_and_connector_holds_and_the_plan_says_when_it_is_the_connector()
            throws JsonProcessingException {
        List<Violation> violations = new ArrayList<>();

        PlannedStep asTheRecipe = planned("import-runservice", "import", false, "SAFE", violations);
        PlannedStep restore = planned("import-runservice", "import", true, "RESTORE_ONLY", violations);
        PlannedStep backup = planned("backup-runservice", "backup", false, "RESUME", violations);
        PlannedStep unheardOf = planned("backup-runservice", "backup", false, "PERHAPS", violations);

        assertThat(violations).isEmpty();
        assertThat(asTheRecipe.irreversible()).isTrue();
        assertThat(asTheRecipe.retry()).isEqualTo(Retry.RESUME);
        assertThat(asTheRecipe.stricter()).isNull();
        assertThat(restore.retry()).isEqualTo(Retry.RESTORE_ONLY);
        assertThat(restore.stricter())
                .isEqualTo("connector agola is stricter: after a failure RESTORE_ONLY, where the recipe says RESUME");
        assertThat(backup.retry()).isEqualTo(Retry.RESUME);
        assertThat(unheardOf.retry()).isEqualTo(Retry.RESTORE_ONLY);
    }

    @Test
    void an_operation_that_no_worker_has_is_refused() throws JsonProcessingException {
        assertThat(said("backup-runservice", "export", false, "SAFE"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString()).contains("has no operation backup"));
    }
}
