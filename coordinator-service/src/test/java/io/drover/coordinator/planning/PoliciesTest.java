package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.api.Migration;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.Policies;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a migration may say about odd records and slow systems. */
class PoliciesTest {

    @Test
    void where_it_says_nothing_the_defaults_hold() throws JsonProcessingException {
        assertThat(plan("{}").policies()).isEqualTo(new Policies(5, 100, Duration.ofHours(1), "keep", "adopt"));
        assertThat(plan("null").policies()).isEqualTo(Policies.DEFAULTS);
    }

    @Test
    void what_it_says_holds() throws JsonProcessingException {
        assertThat(plan("{\"rejectedPercent\": 0, \"rejectedInARow\": 1, \"longestWaitSeconds\": 604800,"
                                + " \"conflicts\": \"overwrite\", \"existing\": \"reject\"}")
                        .policies())
                .isEqualTo(new Policies(0, 1, Duration.ofDays(7), "overwrite", "reject"));
    }

    @ParameterizedTest
    @CsvSource({
        "rejectedPercent, 101, 0 to 100",
        "rejectedPercent, -1, 0 to 100",
        "rejectedInARow, 0, must be 1 to",
        "longestWaitSeconds, 0, 1 to 604800",
        "longestWaitSeconds, 604801, 1 to 604800",
        "conflicts, '\"theirs\"', 'keep or overwrite or reject, not theirs'",
        "existing, '\"KEEP\"', 'adopt or reject, not KEEP'"
    })
    void what_it_cannot_mean_is_refused_with_what_it_can(String option, String value, String said) {
        assertThatThrownBy(() -> plan("{\"%s\": %s}".formatted(option, value)))
                .isInstanceOfSatisfying(InvalidMigrationException.class, refused -> assertThat(refused.violations())
                        .singleElement()
                        .satisfies(violation -> {
                            assertThat(violation.field()).isEqualTo("options." + option);
                            assertThat(violation.message()).contains(said);
                        }));
    }

    @Test
    void a_recipe_that_nobody_announced_is_refused_with_those_that_are_known() {
        Migration migration = DocumentJson.read("""
                {"name": "m", "recipe": "somewhere-else",
                 "source": {"connector": "a", "settings": {}}, "target": {"connector": "b", "settings": {}}}""", Migration.class);

        assertThatThrownBy(() -> new Planner(TestRecipes.registry(), new ConnectorRegistry()).plan(migration))
                .isInstanceOfSatisfying(InvalidMigrationException.class, refused -> assertThat(refused.violations())
                        .filteredOn(violation -> violation.field().equals("recipe"))
                        .singleElement()
                        .satisfies(violation -> assertThat(violation.message())
                                .contains(
                                        "no worker has announced",
                                        "somewhere-else",
                                        "zephyr-scale-to-qtest",
                                        "running?")));
    }

    private static Plan plan(String options) throws JsonProcessingException {
        ConnectorRegistry connectors = new ConnectorRegistry();
        for (String id : new String[] {"zephyr-scale", "qtest"}) {
            connectors.announced(
                    id, new ObjectMapper().readTree("{\"id\": \"%s\", \"settingsSchema\": {}}".formatted(id)));
        }
        Migration migration = DocumentJson.read("""
                {"name": "m", "recipe": "zephyr-scale-to-qtest", "options": %s,
                 "source": {"connector": "zephyr-scale", "settings": {}},
                 "target": {"connector": "qtest", "settings": {}}}""".formatted(options), Migration.class);
        return new Planner(TestRecipes.registry(), connectors).plan(migration);
    }
}
