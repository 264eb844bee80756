package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.coordinator.domain.PlannedStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A recipe and the workers have to mean the same by an operation, or nothing is planned. */
class ConnectorRegistryTest {

    private static final Migration.Side AGOLA =
            new Migration.Side("agola", JsonNodeFactory.instance.objectNode(), new HashMap<>());

    private final Recipe recipe = new Recipes().find("agola-v07-to-later").orElseThrow();

    private List<Violation> said(String step, String name, boolean destructive, String retry) {
        ConnectorRegistry registry = new ConnectorRegistry(new ObjectMapper());
        registry.announced("""
                {"id": "agola", "settingsSchema": {},
                 "operations": [{"name": "%s", "destructive": %s, "retry": "%s"}]}
                """.formatted(name, destructive, retry));
        PlannedStep planned = recipe.steps().stream()
                .map(Recipe.Line::toStep)
                .filter(line -> line.id().equals(step))
                .findFirst()
                .orElseThrow();
        List<Violation> violations = new ArrayList<>();
        registry.operation("target", AGOLA, planned, violations);
        return violations;
    }

    @Test
    void what_both_mean_the_same_by_is_planned() {
        assertThat(said("import-runservice", "import", true, "RESUME")).isEmpty();
        assertThat(said("backup-runservice", "backup", false, "SAFE")).isEmpty();
    }

    @Test
    void an_operation_that_destroys_for_one_of_them_alone_is_refused() {
        assertThat(said("import-runservice", "import", false, "SAFE"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString()).contains("import destroys"));
        assertThat(said("backup-runservice", "backup", true, "RESUME")).hasSize(1);
    }

    @Test
    void an_operation_that_the_recipe_would_repeat_and_the_connector_would_not_is_refused() {
        assertThat(said("backup-runservice", "backup", false, "RESTORE_ONLY"))
                .singleElement()
                .satisfies(
                        violation -> assertThat(violation.toString()).contains("backup may be tried again by itself"));
    }

    @Test
    void an_operation_that_no_worker_has_is_refused() {
        assertThat(said("backup-runservice", "export", false, "SAFE"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString()).contains("has no operation backup"));
    }
}
