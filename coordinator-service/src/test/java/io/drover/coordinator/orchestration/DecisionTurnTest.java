package io.drover.coordinator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.drover.api.ExecutionStatus;
import io.drover.contracts.AuditSignatures;
import io.drover.contracts.BatchId;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.TestKeys;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.DeciderTest;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.DocumentJson;
import io.drover.coordinator.persistence.ExecutionRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is wrong with an execution shows before anything is written, and what follows can be kept. */
class DecisionTurnTest {

    private static final AuditSignatures SIGNATURES = new AuditSignatures(TestKeys.KEY);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_command_over_the_limit_of_messages_names_the_step_and_what_to_do() {
        DecisionTurn turn = new DecisionTurn(row(definition("x".repeat(70_000)), begun()), checked(), NOW, SIGNATURES);

        assertThatThrownBy(() -> turn.rows(turn.decide()))
                .asInstanceOf(type(UndecidableException.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("COMMAND_TOO_LARGE");
                    assertThat(e.step()).isEqualTo("survey");
                    assertThat(e.readable()).isTrue();
                    assertThat(e).hasMessageContaining("65536").hasMessageContaining("move less at once");
                });
    }

    @Test
    void a_definition_that_lacks_a_side_is_a_command_that_cannot_be_written() {
        DecisionTurn turn =
                new DecisionTurn(row("{\"name\":\"m\",\"recipe\":\"r\"}"), new Signal.Started(), NOW, SIGNATURES);

        assertThatThrownBy(() -> turn.rows(turn.decide()))
                .asInstanceOf(type(UndecidableException.class))
                .extracting(UndecidableException::code, UndecidableException::step)
                .containsExactly("COMMAND_INCOMPLETE", "check");
    }

    @Test
    void what_it_is_ended_with_can_be_kept_whatever_its_commands_are() {
        ExecutionRow row = row(definition("x".repeat(70_000)));
        DecisionTurn turn =
                new DecisionTurn(row, new Signal.Broken("COMMAND_TOO_LARGE", null, "too long"), NOW, SIGNATURES);

        assertThat(turn.decide().next().status()).isEqualTo(ExecutionStatus.ERROR);
        assertThat(turn.rows(turn.decide())).isPresent();
    }

    @Test
    void a_state_that_cannot_be_read_is_left_as_it_is() {
        assertThatThrownBy(() -> new DecisionTurn(
                        new ExecutionRow("ex", "m", null, null, "{}", "{}", "no state", NOW),
                        new Signal.TimePassed(),
                        NOW,
                        SIGNATURES))
                .asInstanceOf(type(UndecidableException.class))
                .extracting(UndecidableException::readable)
                .isEqualTo(false);
    }

    private static String definition(String setting) {
        return """
            {"name": "m", "recipe": "r", "source": {"connector": "s", "settings": {"long": "%s"}},
             "target": {"connector": "t", "settings": {}}}\
            """.formatted(setting);
    }

    private static ExecutionRow row(String definition) {
        return row(definition, ExecutionState.of("ex", DeciderTest.plan(), NOW));
    }

    private static ExecutionRow row(String definition, ExecutionState state) {
        String plan = DocumentJson.write(DeciderTest.plan());
        return new ExecutionRow("ex", "m", null, null, plan, definition, DocumentJson.write(state), NOW);
    }

    private static ExecutionState begun() {
        Plan plan = DeciderTest.plan();
        return new Decider(plan)
                .decide(ExecutionState.of("ex", plan, NOW), new Signal.Started(), NOW)
                .next();
    }

    /** The step check is done: the survey is commanded next. */
    private static Signal checked() {
        return new Signal.Arrived(List.of(new Result(
                Result.VERSION,
                new BatchId("ex", "check", Phase.VALIDATE, 0),
                1,
                "w",
                NOW,
                5,
                Usage.NONE,
                new Outcome.Done(Counts.NONE, Map.of(), Map.of(), Map.of()))));
    }
}
