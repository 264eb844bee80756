package io.drover.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.archive.Execution.Books;
import io.drover.archive.Execution.Failure;
import io.drover.archive.Execution.State;
import io.drover.archive.Execution.Step;
import io.drover.archive.Execution.StepState;
import io.drover.archive.Verdict.Tone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final Proof HOLDS = new Proof("The sum is right", true, "1 = 1.");
    private static final Proof FAILS = new Proof("The sum is right", false, "1 ≠ 2.");

    @Test
    void all_in_the_target_and_read_back_equal_is_balanced() {
        Verdict verdict = judge(new Books(10, 8, 2, 0, 0, 10, 0), HOLDS, State.RUNNING, StepState.SUCCESS, null);

        assertThat(verdict.tone()).isEqualTo(Tone.BALANCED);
        assertThat(verdict.sentence()).isEqualTo("Balanced: all 10 records are in the target and read back equal.");
    }

    @Test
    void what_was_not_read_back_is_not_called_equal() {
        Verdict verdict = judge(new Books(10, 10, 0, 0, 0, 4, 0), HOLDS, State.RUNNING, StepState.SUCCESS, null);

        assertThat(verdict.tone()).isEqualTo(Tone.EXPLAINED);
        assertThat(verdict.sentence()).contains("only 4 were read back");
    }

    @Test
    void a_missing_record_is_said_first() {
        Verdict verdict = judge(new Books(10, 8, 0, 0, 0, 8, 0), FAILS, State.RUNNING, StepState.SUCCESS, null);

        assertThat(verdict.tone()).isEqualTo(Tone.UNBALANCED);
        assertThat(verdict.sentence()).isEqualTo("Not balanced: 2 records are unaccounted for.");
        assertThat(verdict.reasons()).contains("The sum is right: no. 1 ≠ 2.");
    }

    @Test
    void a_proof_that_fails_unbalances_books_that_add_up() {
        Verdict verdict = judge(new Books(10, 10, 0, 0, 0, 10, 0), FAILS, State.SUCCESS, StepState.SUCCESS, null);

        assertThat(verdict.tone()).isEqualTo(Tone.UNBALANCED);
        assertThat(verdict.sentence()).isEqualTo("The books add up, but a check did not hold.");
    }

    @Test
    void books_that_do_not_balance_are_the_verdict_although_the_state_is_an_error() {
        Verdict verdict = judge(new Books(10, 8, 0, 0, 0, 8, 0), FAILS, State.ERROR, StepState.SUCCESS, null);

        assertThat(verdict.tone()).isEqualTo(Tone.UNBALANCED);
    }

    @Test
    void a_step_that_did_not_end_well_means_unfinished_whatever_the_state_says() {
        Verdict verdict = judge(new Books(10, 10, 0, 0, 0, 10, 0), HOLDS, State.SUCCESS, StepState.CANCELLED, null);

        assertThat(verdict.tone()).isEqualTo(Tone.UNFINISHED);
        assertThat(verdict.reasons()).contains("Step Test cases is cancelled.");
    }

    @Test
    void a_failure_is_the_first_reason() {
        Failure failure = new Failure("TOKEN_REFUSED", "USER", "qTest refused the token.");
        Verdict verdict = judge(Books.EMPTY, HOLDS, State.ERROR, StepState.ERROR, failure);

        assertThat(verdict.tone()).isEqualTo(Tone.UNFINISHED);
        assertThat(verdict.reasons().getFirst()).isEqualTo("qTest refused the token. (TOKEN_REFUSED)");
    }

    private static Verdict judge(Books sum, Proof proof, State state, StepState step, @Nullable Failure failure) {
        List<Step> steps = List.of(new Step(
                "t",
                "Test cases",
                "records",
                step,
                null,
                null,
                null,
                0,
                Map.of(),
                false,
                null,
                null,
                Map.of(),
                Map.of()));
        Execution execution = new Execution(
                "e", "m", "r", state, Instant.EPOCH, null, failure, steps, Map.of(), Map.of(), false, null);
        return Judge.judge(execution, steps, sum, List.of(proof), 0);
    }
}
