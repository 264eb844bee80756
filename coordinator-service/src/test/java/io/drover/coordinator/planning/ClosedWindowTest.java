package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import io.drover.api.StepStatus;
import io.drover.contracts.Phase;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.domain.Window;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The maintenance window is over when an irreversible action comes that nobody is asked about. */
class ClosedWindowTest {

    private static final Window WINDOW = new Window(GuardedRun.START, GuardedRun.START.plus(Duration.ofMinutes(5)));
    private static final Duration TOO_LATE = Duration.ofMinutes(6);

    /** The reset needs nobody's consent; a person confirms what goes before it. */
    private static final UnaryOperator<String> CONFIRMED = yaml -> yaml.replace("""
                    consent:
                      destroys: [inventory]
                      validMinutes: 15
                """, "")
            .replace("requires: { consent: consent-reset }", "requires: { maintenance: [consent-reset] }");

    @Test
    void it_fails_when_a_person_confirms_what_goes_before_it_and_nothing_else_begins_for_that() {
        MixedRun run = new MixedRun(WINDOW, CONFIRMED).until("consent-reset");
        run.later(TOO_LATE);

        run.tell(new Signal.Confirmed("consent-reset", "ann", "nobody is in there"));

        assertFailed(run, "reset");
        assertThat(run.state().steps())
                .filteredOn(step -> step.status() == StepStatus.CANCELLED)
                .extracting("id")
                .containsExactly("testcases", "seal", "consent-clean-up", "clean-up");
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.ERROR);
        assertThat(run.commands("evidence")).isEqualTo(1);
        assertThat(run.commands("reset") + run.commands("testcases") + run.commands("seal"))
                .isZero();
    }

    @Test
    void it_fails_when_what_goes_before_it_ends_and_nothing_else_begins_for_that() {
        MixedRun run = new MixedRun(WINDOW, yaml -> yaml.replace("after: [consent-reset]", "after: [inventory]")
                        .replace("requires: { consent: consent-reset }", "requires: { maintenance: [inventory] }"))
                .until("inventory");
        run.later(TOO_LATE);

        MixedRunStates.done(run, "inventory", Phase.VALIDATE);
        run.toTheEnd();

        assertFailed(run, "reset");
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.ERROR);
        assertThat(run.commands("testcases") + run.commands("seal") + run.commands("clean-up"))
                .isZero();
    }

    @Test
    void past_the_line_it_holds_the_execution_though_it_requires_nothing() {
        MixedRun run = new MixedRun(
                        WINDOW,
                        yaml -> yaml.replace(
                                "title: Close the target's door", "title: Close it\n    irreversible: true"))
                .until("reset");
        run.later(TOO_LATE);

        MixedRunStates.done(run, "reset", Phase.LOAD);

        assertFailed(run, "seal");
        assertThat(run.commands("seal")).isZero();
        assertThat(run.commands("clean-up")).isZero();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
    }

    @Test
    void within_the_window_what_requires_nothing_begins() {
        MixedRun run = new MixedRun(
                        WINDOW,
                        yaml -> yaml.replace(
                                "title: Close the target's door", "title: Close it\n    irreversible: true"))
                .toTheEnd();

        assertThat(run.commands("seal")).isEqualTo(1);
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    private static void assertFailed(MixedRun run, String step) {
        assertThat(run.step(step).status()).isEqualTo(StepStatus.ERROR);
        assertThat(run.state().failure()).isNotNull().extracting(Failure::code).isEqualTo("WINDOW_CLOSED");
    }
}
