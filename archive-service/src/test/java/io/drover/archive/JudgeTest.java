package io.drover.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.AuditHead;
import io.drover.api.Books;
import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import io.drover.api.Step;
import io.drover.api.StepStatus;
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
        Verdict verdict =
                judge(new Books(10, 8, 2, 0, 0, 10, 0, 0), HOLDS, ExecutionStatus.RUNNING, StepStatus.SUCCESS, null);

        assertThat(verdict.tone()).isEqualTo(Tone.BALANCED);
        assertThat(verdict.sentence()).isEqualTo("Balanced: all 10 records are in the target and read back equal.");
    }

    @Test
    void what_was_not_read_back_is_not_called_equal() {
        Verdict verdict =
                judge(new Books(10, 10, 0, 0, 0, 4, 0, 0), HOLDS, ExecutionStatus.RUNNING, StepStatus.SUCCESS, null);

        assertThat(verdict.tone()).isEqualTo(Tone.EXPLAINED);
        assertThat(verdict.sentence())
                .isEqualTo(
                        "10 records are accounted for: 4 in the target as they should be, 6 in the target and not read"
                                + " back.");
    }

    @Test
    void nothing_is_called_balanced_that_differs_is_missing_or_was_rejected() {
        Verdict differs = judge(
                new Books(5059, 5000, 59, 0, 0, 5050, 9, 40), HOLDS, ExecutionStatus.PARTIAL, StepStatus.SUCCESS, null);
        Verdict rejected =
                judge(new Books(10, 7, 0, 2, 1, 7, 0, 0), HOLDS, ExecutionStatus.PARTIAL, StepStatus.SUCCESS, null);

        assertThat(differs.tone()).isEqualTo(Tone.EXPLAINED);
        assertThat(differs.sentence())
                .isEqualTo(
                        "5,059 records are accounted for: 5,050 in the target as they should be, 9 different or missing"
                                + " in the target.");
        assertThat(rejected.sentence())
                .isEqualTo("10 records are accounted for: 7 in the target as they should be, 2 rejected, 1 dropped.");
    }

    @Test
    void a_listing_that_ended_early_is_the_sentence_whatever_the_books_say() {
        Judge.Seen seen = new Judge.Seen(0, 10, Map.of("LISTING_INCOMPLETE", 1L));
        Verdict verdict = judge(
                new Books(10, 10, 0, 0, 0, 10, 0, 0), HOLDS, ExecutionStatus.PARTIAL, StepStatus.SUCCESS, null, seen);

        assertThat(verdict.tone()).isEqualTo(Tone.EXPLAINED);
        assertThat(verdict.sentence())
                .isEqualTo("The source has more records than it listed; the 10 that it listed are in the target.");
        assertThat(verdict.reasons()).anyMatch(reason -> reason.contains("LISTING_INCOMPLETE"));
    }

    @Test
    void what_a_failed_run_left_in_the_target_is_told_by_its_receipts_beside_its_books() {
        Failure failure = new Failure("NO_RESULT", "EXTERNAL", "No answer came.");
        Judge.Seen seen = new Judge.Seen(0, 89, Map.of());
        Verdict verdict = judge(
                new Books(408, 8, 0, 0, 0, 0, 0, 0), FAILS, ExecutionStatus.ERROR, StepStatus.ERROR, failure, seen);

        assertThat(verdict.sentence())
                .isEqualTo(
                        "Not finished: by the books of its closed batches, 8 of 408 extracted records are in the target.");
        assertThat(verdict.reasons())
                .anyMatch(
                        reason -> reason.startsWith("The target may hold more") && reason.contains("prove 89 records"));
    }

    @Test
    void a_missing_record_is_said_first() {
        Verdict verdict =
                judge(new Books(10, 8, 0, 0, 0, 8, 0, 0), FAILS, ExecutionStatus.RUNNING, StepStatus.SUCCESS, null);

        assertThat(verdict.tone()).isEqualTo(Tone.UNBALANCED);
        assertThat(verdict.sentence()).isEqualTo("Not balanced: 2 records are unaccounted for.");
        assertThat(verdict.reasons()).contains("The sum is right: no. 1 ≠ 2.");
    }

    @Test
    void a_proof_that_fails_unbalances_books_that_add_up() {
        Verdict verdict =
                judge(new Books(10, 10, 0, 0, 0, 10, 0, 0), FAILS, ExecutionStatus.SUCCESS, StepStatus.SUCCESS, null);

        assertThat(verdict.tone()).isEqualTo(Tone.UNBALANCED);
        assertThat(verdict.sentence()).isEqualTo("The books add up, but a check did not hold.");
    }

    @Test
    void books_that_do_not_balance_are_the_verdict_although_the_state_is_an_error() {
        Verdict verdict =
                judge(new Books(10, 8, 0, 0, 0, 8, 0, 0), FAILS, ExecutionStatus.ERROR, StepStatus.SUCCESS, null);

        assertThat(verdict.tone()).isEqualTo(Tone.UNBALANCED);
    }

    @Test
    void a_step_that_did_not_end_well_means_unfinished_whatever_the_state_says() {
        Verdict verdict =
                judge(new Books(10, 10, 0, 0, 0, 10, 0, 0), HOLDS, ExecutionStatus.SUCCESS, StepStatus.CANCELLED, null);

        assertThat(verdict.tone()).isEqualTo(Tone.UNFINISHED);
        assertThat(verdict.reasons()).contains("Step Test cases is cancelled.");
    }

    @Test
    void a_failure_is_the_first_reason() {
        Failure failure = new Failure("TOKEN_REFUSED", "USER", "qTest refused the token.");
        Verdict verdict = judge(Books.NONE, HOLDS, ExecutionStatus.ERROR, StepStatus.ERROR, failure);

        assertThat(verdict.tone()).isEqualTo(Tone.UNFINISHED);
        assertThat(verdict.reasons().getFirst()).isEqualTo("qTest refused the token. (TOKEN_REFUSED)");
    }

    private static Verdict judge(
            Books sum, Proof proof, ExecutionStatus state, StepStatus step, @Nullable Failure failure) {
        return judge(sum, proof, state, step, failure, new Judge.Seen(0, 0, Map.of()));
    }

    private static Verdict judge(
            Books sum,
            Proof proof,
            ExecutionStatus state,
            StepStatus step,
            @Nullable Failure failure,
            Judge.Seen seen) {
        List<Step> steps = List.of(new Step(
                "t",
                "Test cases",
                Step.RECORDS,
                step,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                "SAFE",
                "HOLD",
                null,
                false,
                null,
                null,
                Map.of(),
                Map.of(),
                0,
                Map.of()));
        Execution execution = new Execution(
                "e",
                "m",
                "r",
                "f00d",
                state,
                false,
                Instant.EPOCH,
                "ann",
                null,
                0,
                failure,
                steps,
                Map.of(),
                Map.of(),
                null,
                false,
                null,
                null,
                Map.of(),
                AuditHead.NONE,
                List.of());
        return Judge.judge(execution, steps, sum, List.of(proof), seen);
    }
}
