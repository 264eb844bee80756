package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.api.ExecutionStatus;
import io.drover.api.StepStatus;
import io.drover.contracts.Outcome.FailureType;
import io.drover.contracts.Phase;
import io.drover.coordinator.domain.Signal;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether an action may be commanded again is decided by the worker's mark, not by what kind of failure it was. */
class DeedsTest {

    private static final UnaryOperator<String> RESTORE_ONLY =
            yaml -> yaml.replace("retry: RESUME", "retry: RESTORE_ONLY");

    @ParameterizedTest
    @ValueSource(strings = {"STAGING_FULL", "DATABASE_UNAVAILABLE"})
    void a_full_disk_or_a_database_that_is_away_in_the_middle_of_a_deed_commands_it_not_again(String code) {
        MixedRun run = new MixedRun().until("clean-up");

        run.fails("clean-up", Phase.EXTRACT, code, FailureType.RESOURCES, true);
        run.whenDue();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
        assertThat(run.commands("clean-up")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STAGING_FULL", "DATABASE_UNAVAILABLE"})
    void nobody_says_whether_it_was_begun_so_what_is_irreversible_was(String code) {
        MixedRun run = new MixedRun().until("clean-up");

        run.fails("clean-up", Phase.EXTRACT, code, FailureType.RESOURCES, null);

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
    }

    @ParameterizedTest
    @CsvSource({"STAGING_FULL, RESOURCES", "DATABASE_UNAVAILABLE, RESOURCES", "HTTP_503, EXTERNAL"})
    void what_was_not_begun_is_commanded_again_though_it_is_irreversible(String code, FailureType type) {
        MixedRun run = new MixedRun().until("clean-up");

        run.fails("clean-up", Phase.EXTRACT, code, type, false);
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.RUNNING);
        run.whenDue();

        assertThat(run.commands("clean-up")).isEqualTo(2);
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void what_its_guard_lets_be_repeated_is_repeated_though_it_was_begun() {
        MixedRun run = new MixedRun().until("reset");

        run.fails("reset", Phase.LOAD, "HTTP_503", FailureType.EXTERNAL, true);
        run.whenDue();

        assertThat(run.commands("reset")).isEqualTo(2);
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void what_its_guard_lets_be_repeated_and_fails_for_good_ends_as_an_error() {
        MixedRun run = new MixedRun().until("reset");

        for (int i = 0; i < 3; i++) {
            run.fails("reset", Phase.LOAD, "HTTP_503", FailureType.EXTERNAL, true);
            run.whenDue();
        }
        run.toTheEnd();

        assertThat(run.step("reset").status()).isEqualTo(StepStatus.ERROR);
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.ERROR);
    }

    @Test
    void what_must_be_restored_first_goes_on_only_when_a_person_says_what_was_restored() {
        MixedRun run = new MixedRun(null, RESTORE_ONLY).until("clean-up");
        run.fails("clean-up", Phase.EXTRACT, "BROKE_OFF", FailureType.EXTERNAL, true);

        assertThatThrownBy(() -> run.resume(null)).hasMessageContaining("drover resume --restored");
        run.resume("the dump of Monday, counted");

        assertThat(run.commands("clean-up")).isEqualTo(2);
        assertThat(run.state().consents().get("consent-clean-up"))
                .extracting("restored")
                .isEqualTo("the dump of Monday, counted");
    }

    @Test
    void what_nobody_consented_to_is_waited_for_as_long_as_a_worker_may_begin_it() {
        MixedRun run = sealing();

        for (int i = 0; i < 23; i++) {
            run.later(Duration.ofHours(1));
        }
        assertThat(run.step("seal").status()).isEqualTo(StepStatus.RUNNING);
        MixedRunStates.done(run, "seal", Phase.LOAD);

        assertThat(run.step("seal").status()).isEqualTo(StepStatus.SUCCESS);
        assertThat(run.commands("seal")).isEqualTo(1);
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void when_its_command_is_too_old_to_be_begun_a_person_has_to_look() {
        MixedRun run = sealing();

        for (int i = 0; i < 26; i++) {
            run.later(Duration.ofHours(1));
        }

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
        assertThat(run.commands("seal")).isEqualTo(1);
        assertThat(run.state().failure()).isNotNull().satisfies(failure -> {
            assertThat(failure.code()).isEqualTo("NOT_BEGUN");
            assertThat(failure.message()).contains("too old").doesNotContain("consent");
        });
    }

    @Test
    void what_was_done_after_its_step_had_failed_is_closed_once_and_a_resume_takes_it_as_done() {
        MixedRun run = sealing();
        run.tell(new Signal.Broken("STATE_TOO_LARGE", "seal", "what, where, what to do"));
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
        MixedRunStates.done(run, "seal", Phase.LOAD);
        assertThat(run.closed("seal")).isEqualTo(1);
        assertThat(run.step("seal").status()).isEqualTo(StepStatus.ERROR);

        run.resume(null);
        MixedRunStates.done(run, "seal", Phase.LOAD);

        assertThat(run.step("seal").status()).isEqualTo(StepStatus.SUCCESS);
        assertThat(run.closed("seal")).isEqualTo(1);
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void what_is_done_again_after_it_had_ended_is_closed_under_its_new_number() {
        MixedRun run = new MixedRun(
                        null, yaml -> yaml.replace("operation: seal", "operation: seal\n    resumeFrom: reset"))
                .until("seal");
        run.fails("seal", Phase.LOAD, "CONNECTION_LOST", FailureType.EXTERNAL, true);

        run.resume(null);
        run.toTheEnd();

        assertThat(run.closed("reset")).isEqualTo(2);
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    /** Nobody is asked before the target's door is closed for good, and no worker has taken that. */
    private static MixedRun sealing() {
        return new MixedRun(
                        null,
                        yaml -> yaml.replace(
                                "title: Close the target's door", "title: Close it\n    irreversible: true"))
                .silent("seal")
                .until(run -> run.step("testcases").status() == StepStatus.SUCCESS)
                .silent(null);
    }
}
