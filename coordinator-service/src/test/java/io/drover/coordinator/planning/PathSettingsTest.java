package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Migration;
import io.drover.api.SystemLimits;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A path knows some settings of its target. */
class PathSettingsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Planner planner;

    PathSettingsTest() {
        PathRegistry registry = new PathRegistry();
        ObjectNode path =
                TestRecipes.path(TestRecipes.MIXED, Map.of(TestRecipes.MIXED, TestRecipes.text(TestRecipes.MIXED)));
        path.putObject("targetSettings").put("originField", "Old Id");
        registry.announced(path);
        planner = new Planner(registry, new ConnectorRegistry());
    }

    @Test
    void a_migration_that_does_not_say_them_has_them_and_keeps_all_else() {
        Migration migration = migration(TestRecipes.MIXED, JSON.objectNode().put("url", "u"));

        Migration completed = planner.completed(migration);

        assertThat(completed.target().settings())
                .isEqualTo(JSON.objectNode().put("url", "u").put("originField", "Old Id"));
        assertThat(completed)
                .isEqualTo(migration.withTargetSettings(completed.target().settings()));
        assertThat(migration.target().settings().has("originField")).isFalse();
    }

    @Test
    void what_a_migration_says_counts() {
        Migration migration = migration(TestRecipes.MIXED, JSON.objectNode().put("originField", "Mine"));

        assertThat(planner.completed(migration)).isEqualTo(migration);
    }

    @Test
    void a_check_of_the_connections_is_of_the_path_between_them() {
        assertThat(planner.completed(migration("connection-check", JSON.objectNode()))
                        .target()
                        .settings())
                .isEqualTo(JSON.objectNode().put("originField", "Old Id"));
    }

    @Test
    void a_migration_of_no_path_stays_as_it_is() {
        Migration migration = migration("nobody-knows", JSON.objectNode());

        assertThat(planner.completed(migration)).isEqualTo(migration);
    }

    private static Migration migration(String recipe, ObjectNode targetSettings) {
        return new Migration(
                "m",
                recipe,
                new Migration.Side("old", JSON.objectNode(), Map.of()),
                new Migration.Side("new", targetSettings, Map.of("token", "t"), (SystemLimits) null),
                null,
                null,
                null,
                null);
    }
}
