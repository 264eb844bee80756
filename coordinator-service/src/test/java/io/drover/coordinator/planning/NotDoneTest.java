package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.api.ExecutionStatus;
import io.drover.api.Step;
import io.drover.api.StepStatus;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Outcome.FailureType;
import io.drover.contracts.Phase;
import io.drover.coordinator.domain.ActionState;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.orchestration.ExecutionView;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An action that is not done yet is asked again, for as long as its step may take, and is never begun twice by that. */
class NotDoneTest {

    private static final String PROGRESS = "12 of 40 runs are queued";

    @ParameterizedTest
    @ValueSource(longs = {30, 3_600, 86_000})
    void it_is_asked_again_when_it_wants_to_be_and_not_before(long seconds) {
        MixedRun run = waiting("seal", Duration.ofSeconds(seconds), true);

        run.later(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(run.commands("seal")).isEqualTo(1);
        run.later(Duration.ofMillis(1));

        assertThat(run.commands("seal")).isEqualTo(2);
        assertThat(((ActionState) run.step("seal")).asked()).isEqualTo(1);
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(run.step("seal").reason()).isEqualTo("it was asked again 1 time");
    }

    @Test
    void people_see_how_far_it_is_and_when_it_is_asked_again_also_while_it_is_asked() {
        MixedRun run = waiting("seal", Duration.ofMinutes(30), false);

        Step shown = shown(run, "seal");
        assertThat(shown.state()).isEqualTo(StepStatus.RUNNING);
        assertThat(shown.reason()).isEqualTo("Not yet: " + PROGRESS);
        assertThat(shown.waits()).isNotNull().satisfies(waits -> {
            assertThat(waits.why()).isEqualTo(PROGRESS);
            assertThat(waits.until()).isEqualTo(run.now().plus(Duration.ofMinutes(30)));
            assertThat(waits.of()).isZero();
        });
        run.later(Duration.ofMinutes(30));
        assertThat(run.commands("seal")).isEqualTo(2);
        assertThat(shown(run, "seal").reason()).isEqualTo("Not yet: " + PROGRESS);
    }

    @Test
    void what_waits_is_in_the_state_that_a_restart_reads() {
        MixedRun run = waiting("seal", Duration.ofMinutes(30), true);

        run.rewritten(state -> DocumentJson.read(DocumentJson.write(state), ExecutionState.class));
        run.later(Duration.ofMinutes(30));

        assertThat(run.commands("seal")).isEqualTo(2);
        assertThat(((ActionState) run.step("seal")).asked()).isEqualTo(1);
        assertThat(((ActionState) run.step("seal")).deedBegun()).isTrue();
    }

    @Test
    void an_answer_that_comes_again_or_late_changes_nothing() {
        MixedRun run = new MixedRun().until("seal").silent("seal");
        Effect.Issue first = run.next("seal", Phase.LOAD);
        run.answer(first, notYet(Duration.ofMinutes(1), false));
        ExecutionState waits = run.state();

        run.answer(first, notYet(Duration.ofMinutes(9), true));
        assertThat(run.state().steps()).isEqualTo(waits.steps());
        run.later(Duration.ofMinutes(1));
        ExecutionState asked = run.state();
        run.answer(first, notYet(Duration.ofMinutes(9), true));

        assertThat(run.state().steps()).isEqualTo(asked.steps());
    }

    @Test
    void its_deadline_counts_over_all_of_it_and_at_it_it_is_asked_once_more() {
        MixedRun run = new MixedRun(null, deadline("seal", 45)).until("seal").silent("seal");

        run.answer(run.next("seal", Phase.LOAD), notYet(Duration.ofMinutes(30), true));
        run.later(Duration.ofMinutes(30));
        run.answer(run.next("seal", Phase.LOAD), notYet(Duration.ofMinutes(30), true));
        run.later(Duration.ofMinutes(15));
        assertThat(run.commands("seal")).as("at its deadline once more").isEqualTo(3);
        run.answer(run.next("seal", Phase.LOAD), notYet(Duration.ofMinutes(30), true));

        assertThat(run.step("seal").status()).isEqualTo(StepStatus.ERROR);
        assertThat(run.step("seal").reason())
                .contains("not done after 45 minutes", "It said last: " + PROGRESS, "deadlineMinutes");
    }

    @Test
    void what_is_done_at_its_deadline_is_done() {
        MixedRun run = new MixedRun(null, deadline("seal", 45)).until("seal").silent("seal");
        run.answer(run.next("seal", Phase.LOAD), notYet(Duration.ofDays(3), true));
        run.later(Duration.ofMinutes(45));

        run.silent(null).toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void a_stop_ends_it_at_once() {
        MixedRun run = new MixedRun().until("inventory").silent("inventory");
        run.answer(run.next("inventory", Phase.VALIDATE), notYet(Duration.ofDays(1), false));

        run.tell(new Signal.StopAsked());

        assertThat(run.step("inventory").status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(run.step("inventory").open()).isEmpty();
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.STOPPED);
    }

    @Test
    void what_is_irreversible_and_was_begun_cannot_be_stopped_while_it_waits() {
        MixedRun run = waiting("clean-up", Duration.ofHours(1), true);

        assertThatThrownBy(() -> run.tell(new Signal.StopAsked())).hasMessageContaining("is running");
    }

    @Test
    void what_was_begun_under_a_consent_is_asked_again_under_it_long_after_it_expired() {
        MixedRun run = waiting("clean-up", Duration.ofHours(20), true);

        run.whenDue();

        assertThat(run.commands("clean-up")).isEqualTo(2);
        assertThat(run.state().consents()).containsKey("consent-clean-up");
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void a_consent_that_ends_while_it_is_asked_again_is_not_asked_for_since_it_would_be_begun_anew() {
        MixedRun run = waiting("clean-up", Duration.ofHours(1), true);
        run.whenDue();

        run.fails("clean-up", Phase.EXTRACT, "CONSENT_EXPIRED", FailureType.USER, false);

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
        assertThat(run.step("clean-up").status()).isEqualTo(StepStatus.ERROR);
    }

    @Test
    void who_could_not_ask_asks_again_and_still_asks() {
        MixedRun run = waiting("clean-up", Duration.ofMinutes(1), true);
        run.whenDue();

        run.fails("clean-up", Phase.EXTRACT, "HTTP_503", FailureType.EXTERNAL, false);
        run.whenDue();

        assertThat(run.commands("clean-up")).isEqualTo(3);
        assertThat(((ActionState) run.step("clean-up")).asked()).isEqualTo(1);
    }

    @Test
    void what_began_something_while_it_was_asked_and_failed_is_held() {
        MixedRun run = waiting("clean-up", Duration.ofMinutes(1), true);
        run.whenDue();

        run.fails("clean-up", Phase.EXTRACT, "HTTP_503", FailureType.EXTERNAL, true);

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
        run.resume(null);
        assertThat(((ActionState) run.step("clean-up")).asked())
                .as("a person has it begun anew")
                .isZero();
        assertThat(run.commands("clean-up")).isEqualTo(3);
    }

    @Test
    void failures_before_an_answer_are_no_tries_after_it() {
        MixedRun run = new MixedRun().until("reset").silent("reset");

        for (int i = 0; i < 5; i++) {
            run.fails("reset", Phase.LOAD, "HTTP_503", FailureType.EXTERNAL, false);
            run.whenDue();
            run.fails("reset", Phase.LOAD, "HTTP_503", FailureType.EXTERNAL, false);
            run.whenDue();
            run.answer(run.next("reset", Phase.LOAD), notYet(Duration.ofSeconds(5), false));
            run.whenDue();
        }

        assertThat(run.step("reset").status()).isEqualTo(StepStatus.RUNNING);
        run.silent(null).toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void a_step_with_nothing_to_do_is_skipped_and_the_rest_goes_on() {
        MixedRun run = new MixedRun().until("seal").silent("seal");

        run.answer(run.next("seal", Phase.LOAD), skipped("there is no door"));
        run.silent(null).toTheEnd();

        assertThat(run.step("seal").status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(run.step("seal").reason()).isEqualTo("there is no door");
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void what_another_step_requires_is_not_skipped() {
        UnaryOperator<String> sealed = yaml -> yaml.replace(
                "requires: { consent: consent-clean-up }",
                "requires: { consent: consent-clean-up, maintenance: [seal] }");
        MixedRun run = new MixedRun(null, sealed).until("seal").silent("seal");

        run.answer(run.next("seal", Phase.LOAD), skipped("there is no door"));

        assertThat(run.step("seal").status()).isEqualTo(StepStatus.ERROR);
        assertThat(run.step("seal").reason()).contains("there is no door", "clean-up must not begin");
    }

    @Test
    void records_are_never_half_done_for_later() {
        MixedRun run = new MixedRun().until("testcases").silent("testcases");

        run.answer(run.next("testcases", Phase.EXTRACT), notYet(Duration.ofMinutes(1), false));

        assertThat(run.step("testcases").status()).isEqualTo(StepStatus.ERROR);
        assertThat(run.step("testcases").reason()).contains("only an action may");
    }

    private static MixedRun waiting(String step, Duration again, boolean begun) {
        Phase phase = step.equals("clean-up") ? Phase.EXTRACT : Phase.LOAD;
        MixedRun run = new MixedRun().until(step).silent(step);
        run.answer(run.next(step, phase), notYet(again, begun));
        assertThat(run.step(step).status()).isEqualTo(StepStatus.RUNNING);
        return run.silent(null);
    }

    private static UnaryOperator<String> deadline(String step, int minutes) {
        return yaml -> yaml.replace(
                "    operation: " + step + "\n", "    operation: " + step + "\n    deadlineMinutes: " + minutes + "\n");
    }

    private static Outcome notYet(Duration again, boolean begun) {
        return new Outcome.NotYet(again.toMillis(), PROGRESS, begun);
    }

    private static Outcome skipped(String why) {
        return new Outcome.Done(Counts.NONE, Map.of(), Map.of(), Map.of(), Map.of(), why);
    }

    private static Step shown(MixedRun run, String step) {
        return ExecutionView.of(run.plan(), run.state(), run.now()).steps().stream()
                .filter(each -> each.id().equals(step))
                .findFirst()
                .orElseThrow();
    }
}
