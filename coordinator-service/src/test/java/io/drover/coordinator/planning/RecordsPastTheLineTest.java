package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.api.Books;
import io.drover.api.ExecutionStatus;
import io.drover.api.StepStatus;
import io.drover.contracts.Outcome;
import io.drover.contracts.Outcome.FailureType;
import io.drover.contracts.Phase;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.OpenBatch;
import io.drover.coordinator.domain.RecordsState;
import io.drover.coordinator.domain.RefusedException;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Records after a reset: they are simply loaded again, and no batch is lost whatever else fails. */
class RecordsPastTheLineTest {

    private static final long ALL = 50;

    @Test
    void everybody_does_their_part_and_it_ends_well() {
        MixedRun run = new MixedRun().toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(run.state().step("testcases", RecordsState.class).counted().loaded())
                .isEqualTo(ALL);
        assertThat(run.commands("reset")).isEqualTo(1);
        assertThat(run.commands("clean-up")).isEqualTo(1);
    }

    @Test
    void a_batch_that_the_target_failed_is_loaded_again_and_nothing_is_held() {
        MixedRun run = loading();

        for (int i = 0; i < 7; i++) {
            run.fails("testcases", Phase.LOAD, "HTTP_503", FailureType.EXTERNAL, null);
            assertThat(run.state().status()).isEqualTo(ExecutionStatus.RUNNING);
            run.whenCommanded("testcases", Phase.LOAD);
        }
        run.toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertBalanced(run);
    }

    @Test
    void a_worker_that_died_over_a_batch_is_followed_by_another_attempt() {
        MixedRun run = loading();
        Effect.Issue lost = run.next("testcases", Phase.LOAD);
        run.answer(lost, new Outcome.Running());

        run.later(Duration.ofSeconds(31));
        run.toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertBalanced(run);
    }

    @Test
    void a_batch_that_fails_for_good_ends_the_execution_as_an_error_and_holds_nothing() {
        MixedRun run = loading();

        run.fails("testcases", Phase.LOAD, "TOKEN_REFUSED", FailureType.USER, null);
        run.toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.ERROR);
        assertThat(run.step("testcases").status()).isEqualTo(StepStatus.ERROR);
        assertThat(run.commands("clean-up")).isZero();
        assertThat(run.commands("evidence")).isEqualTo(1);
    }

    @Test
    void while_an_action_holds_the_execution_records_that_fail_are_opened_again_by_resume_with_no_batch_lost() {
        MixedRun run = loading();
        run.fails("seal", Phase.LOAD, "CONNECTION_LOST", FailureType.EXTERNAL, true);
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
        Effect.Issue loads = run.next("testcases", Phase.LOAD);
        Effect.Issue fails = run.next("testcases", Phase.TRANSFORM);
        run.answer(fails, failed("TOKEN_REFUSED", FailureType.USER));
        assertThat(run.step("testcases").status()).isEqualTo(StepStatus.ERROR);
        run.answer(loads, MixedRun.done(loads));
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);

        run.rewritten(state -> DocumentJson.read(DocumentJson.write(state), ExecutionState.class));
        run.resume(null);
        run.toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(run.commands("seal")).isEqualTo(2);
        assertThat(run.commands("reset")).isEqualTo(1);
        assertBalanced(run);
    }

    @Test
    void records_that_a_resume_opens_again_wait_until_what_they_are_after_is_done_again() {
        MixedRun run = heldBesideRecordsThatFailed();
        long before = run.commands("testcases");

        run.resume(null);
        assertThat(run.step("testcases").open()).anyMatch(batch -> batch.status() == OpenBatch.Status.READY);
        assertThat(run.commands("reset")).isEqualTo(2);
        assertThat(run.commands("testcases")).isEqualTo(before);

        MixedRunStates.done(run, "reset", Phase.LOAD);
        assertThat(run.commands("testcases")).isGreaterThan(before);
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertBalanced(run);
    }

    @Test
    void what_nobody_had_taken_of_them_is_not_commanded_again_before_that() {
        MixedRun run = heldBesideRecordsThatFailed();
        run.resume(null);
        assertThat(run.step("testcases").open()).anyMatch(batch -> batch.status() == OpenBatch.Status.RUNNING);
        long before = run.commands("testcases");

        run.later(Duration.ofSeconds(40));
        assertThat(run.commands("testcases")).isEqualTo(before);
        assertThat(run.step("testcases").open()).allMatch(batch -> batch.status() == OpenBatch.Status.READY);

        MixedRunStates.done(run, "reset", Phase.LOAD);
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertBalanced(run);
    }

    @Test
    void what_a_resume_opens_again_has_all_its_tries() {
        MixedRun run = loading();
        for (int i = 0; i < 7; i++) {
            run.fails("testcases", Phase.LOAD, "HTTP_503", FailureType.EXTERNAL, null);
            run.whenCommanded("testcases", Phase.LOAD);
        }
        run.fails("seal", Phase.LOAD, "CONNECTION_LOST", FailureType.EXTERNAL, true);
        run.fails("testcases", Phase.LOAD, "HTTP_503", FailureType.EXTERNAL, null);
        assertThat(run.step("testcases").status()).isEqualTo(StepStatus.ERROR);

        run.resume(null);
        run.fails("testcases", Phase.LOAD, "HTTP_503", FailureType.EXTERNAL, null);

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.RUNNING);
        run.whenDue();
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertBalanced(run);
    }

    @Test
    void it_can_be_stopped_while_the_records_are_loaded_and_what_stands_is_known() {
        MixedRun run = new MixedRun().until(at -> at.step("seal").status() == StepStatus.SUCCESS);

        run.tell(new Signal.StopAsked());
        run.toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.STOPPED);
        assertThat(run.step("reset").status()).isEqualTo(StepStatus.SUCCESS);
        assertThat(run.step("testcases").status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(run.commands("clean-up")).isZero();
        assertThat(run.commands("evidence")).isEqualTo(1);
    }

    @Test
    void it_cannot_be_stopped_while_the_reset_is_under_way_and_the_refusal_says_what_to_do() {
        MixedRun run = new MixedRun().until("reset");

        assertThatThrownBy(() -> run.tell(new Signal.StopAsked()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("step reset (Remove all that is in the target) cannot be undone and is running")
                .hasMessageContaining("Wait until it has ended");
    }

    @Test
    void it_cannot_be_stopped_while_a_step_has_to_take_something_back() {
        MixedRun run = new MixedRun(
                        null,
                        yaml -> yaml.replace(
                                "after: [consent-clean-up]", "after: [consent-clean-up]\n    undoes: [seal]"))
                .until(at -> at.step("seal").status() == StepStatus.SUCCESS);

        assertThatThrownBy(() -> run.tell(new Signal.StopAsked()))
                .hasMessageContaining("seal has changed the target, and clean-up")
                .hasMessageContaining("has not undone it");
    }

    @Test
    void a_held_execution_is_not_stopped_but_resumed_or_abandoned() {
        MixedRun run = loading();
        run.fails("seal", Phase.LOAD, "CONNECTION_LOST", FailureType.EXTERNAL, true);

        assertThatThrownBy(() -> run.tell(new Signal.StopAsked())).hasMessageContaining("Resume it, or restore");
    }

    @Test
    void records_that_fail_while_something_irreversible_is_under_way_do_not_let_go_of_it() {
        MixedRun run = new MixedRun(
                        null,
                        yaml -> yaml.replace(
                                "title: Close the target's door", "title: Close it\n    irreversible: true"))
                .silent("seal")
                .until(MixedRunStates.LOADING);

        run.fails("testcases", Phase.LOAD, "TOKEN_REFUSED", FailureType.USER, null);
        assertThat(run.step("seal").status()).isEqualTo(StepStatus.RUNNING);
        run.fails("seal", Phase.LOAD, "CONNECTION_LOST", FailureType.EXTERNAL, true);

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
        assertThatThrownBy(() -> run.resume(null)).hasMessageContaining("was given up before");
    }

    private static MixedRun loading() {
        return new MixedRun().silent("seal").until(MixedRunStates.LOADING).silent(null);
    }

    /** The target's door resumes from the reset; when it failed, a batch of the records did, and others are under way. */
    private static MixedRun heldBesideRecordsThatFailed() {
        MixedRun run = new MixedRun(
                        null,
                        yaml -> yaml.replace(
                                "operation: seal\n    after: [reset]",
                                "operation: seal\n    after: [reset]\n    resumeFrom: reset"))
                .silent("seal")
                .until(MixedRunStates.LOADING)
                .silent(null);
        run.fails("seal", Phase.LOAD, "CONNECTION_LOST", FailureType.EXTERNAL, true);
        run.fails("testcases", Phase.TRANSFORM, "TOKEN_REFUSED", FailureType.USER, null);
        assertThat(run.step("testcases").status()).isEqualTo(StepStatus.ERROR);
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
        return run;
    }

    private static Outcome failed(String code, FailureType type) {
        return new Outcome.Failed(code, type, "what, where, what to do", null);
    }

    private static void assertBalanced(MixedRun run) {
        Books books = run.state().step("testcases", RecordsState.class).counted();
        assertThat(books.loaded()).isEqualTo(ALL);
        assertThat(books.verified()).isEqualTo(ALL);
        assertThat(books.balanced()).isTrue();
    }
}
