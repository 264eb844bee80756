package io.drover.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import io.drover.api.StepStatus;
import io.drover.contracts.BatchId;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot be done for an execution ends it, with a word. */
class BrokenOffTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static final Outcome DONE = new Outcome.Done(Counts.NONE, Map.of(), Map.of(), Map.of());

    private final Plan plan = DeciderTest.plan();
    private final Decider decider = new Decider(plan);
    private final ExecutionState begun = decider.decide(ExecutionState.of("ex", plan, NOW), new Signal.Started(), NOW)
            .next();

    @Test
    void a_step_that_cannot_be_commanded_fails_with_its_word_and_the_evidence_is_still_made() {
        Decision broken = decider.decide(begun, new Signal.Broken("COMMAND_TOO_LARGE", "survey", "too long"), NOW);
        Decision answered = decider.decide(broken.next(), result("check", DONE), NOW);

        assertThat(broken.next().step("survey").status()).isEqualTo(StepStatus.ERROR);
        assertThat(broken.next().failure()).isEqualTo(new Failure("COMMAND_TOO_LARGE", "INTERNAL", "too long"));
        assertThat(answered.next().step("evidence").status()).isEqualTo(StepStatus.RUNNING);
        assertThat(broken.effects())
                .anyMatch(e -> e instanceof Effect.Audited line
                        && line.line().json().contains("step.failed")
                        && line.line().json().contains("COMMAND_TOO_LARGE"));
    }

    @Test
    void evidence_that_cannot_be_commanded_ends_the_execution() {
        ExecutionState broken = decider.decide(begun, new Signal.Broken("COMMAND_TOO_LARGE", "survey", "x"), NOW)
                .next();
        ExecutionState both = decider.decide(broken, new Signal.Broken("COMMAND_INCOMPLETE", "evidence", "y"), NOW)
                .next();
        ExecutionState end = decider.decide(both, result("check", DONE), NOW).next();

        assertThat(end.status()).isEqualTo(ExecutionStatus.ERROR);
        assertThat(end.failure()).extracting(Failure::code).isEqualTo("COMMAND_TOO_LARGE");
    }

    @Test
    void where_nothing_can_be_decided_any_more_all_of_it_ends_at_once() {
        Decision broken = decider.decide(begun, new Signal.Broken("UNDECIDABLE", null, "a bug"), NOW);

        assertThat(broken.next().status()).isEqualTo(ExecutionStatus.ERROR);
        assertThat(broken.next().finishedAt()).isEqualTo(NOW);
        assertThat(broken.next().steps()).allMatch(step -> step.status().ended());
        assertThat(broken.next().failure()).extracting(Failure::code).isEqualTo("UNDECIDABLE");
        assertThat(broken.effects()).noneMatch(Effect.Issue.class::isInstance);
    }

    @Test
    void past_the_point_of_no_return_it_is_held_and_not_ended() {
        ExecutionState passed = begun.passed(NOW);

        ExecutionState step = decider.decide(passed, new Signal.Broken("COMMAND_INCOMPLETE", "check", "x"), NOW)
                .next();
        ExecutionState whole = decider.decide(passed, new Signal.Broken("UNDECIDABLE", null, "x"), NOW)
                .next();

        assertThat(step.status()).isEqualTo(ExecutionStatus.HELD);
        assertThat(whole.status()).isEqualTo(ExecutionStatus.HELD);
        assertThat(whole.step("survey").status()).isEqualTo(StepStatus.PENDING);
    }

    @Test
    void an_execution_that_has_ended_is_not_ended_again() {
        ExecutionState end = decider.decide(begun, new Signal.Broken("UNDECIDABLE", null, "x"), NOW)
                .next();

        assertThat(decider.decide(end, new Signal.Broken("UNDECIDABLE", null, "x"), NOW.plusSeconds(1)))
                .isEqualTo(new Decision(end, List.of()));
    }

    @Test
    void a_result_that_counts_below_zero_ends_its_execution_and_is_in_no_books() {
        Outcome nonsense =
                new Outcome.Done(new Counts(3, -3, 0, 0, 0, 0), Map.of(), Map.of("specs-testcase", 3), Map.of());

        Decision decided = decider.decide(begun, result("check", nonsense), NOW);

        assertThat(decided.next().failure()).extracting(Failure::code).isEqualTo("RESULT_MAKES_NO_SENSE");
        assertThat(decided.next()
                        .step("check", ActionState.class)
                        .progress(Phase.VALIDATE)
                        .done())
                .isZero();
        assertThat(decided.effects()).noneMatch(Effect.Close.class::isInstance);
    }

    private static Signal result(String step, Outcome outcome) {
        BatchId batch = new BatchId("ex", step, Phase.VALIDATE, 0);
        return new Signal.Arrived(List.of(new Result(Result.VERSION, batch, 1, "w", NOW, 5, Usage.NONE, outcome)));
    }
}
