package io.drover.coordinator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.BatchId;
import io.drover.contracts.Phase;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.DeciderTest;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.Json;
import io.drover.coordinator.planning.Migration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a migration wants done about odd records goes to those who do it. */
class CommandOptionsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

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

    private static JsonNode options(Phase phase) {
        Plan plan = DeciderTest.plan();
        Decision start = new Decider(plan).decide(ExecutionState.of("ex", plan, NOW), new Signal.Started(), NOW);
        Effect.Issue check = start.effects().stream()
                .filter(Effect.Issue.class::isInstance)
                .map(Effect.Issue.class::cast)
                .findFirst()
                .orElseThrow();
        Effect.Issue issue = new Effect.Issue(new BatchId("ex", "testcases", phase, 0), check.batch(), 1);
        Migration migration = Json.read("""
                {"name": "m", "recipe": "r", "source": {"connector": "s", "settings": {}},
                 "target": {"connector": "t", "settings": {}}}""", Migration.class);
        return new Commands(plan, migration, start.next()).of(issue, NOW).options();
    }
}
