package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.api.ExecutionStatus;
import io.drover.api.StepStatus;
import io.drover.contracts.Outcome.FailureType;
import io.drover.contracts.Phase;
import io.drover.coordinator.domain.Challenge;
import io.drover.coordinator.domain.Consent;
import io.drover.coordinator.domain.Consents;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.RefusedException;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.domain.Window;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two consents in one execution: each is for its own step, expires for itself, and is asked for again. */
class SeveralConsentsTest {

    private static final Duration VALID = Duration.ofMinutes(15);

    @Test
    void each_is_asked_for_with_its_own_phrase_and_needs_no_backup_when_its_guard_names_none() {
        MixedRun run = new MixedRun().until("consent-reset");
        Challenge reset = run.challenge();
        run.until("consent-clean-up");
        Challenge cleanUp = run.challenge();

        assertThat(reset.phrase()).isEqualTo("remove 5 objects after consent-reset under plan f00dfeed");
        assertThat(reset.backup()).isNull();
        assertThat(cleanUp.phrase()).isEqualTo("remove 100000 objects after consent-clean-up under plan f00dfeed");
        assertThatThrownBy(() -> run.tell(new Signal.Consented("ann", reset.hash(), reset.phrase())))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("another plan, backup or count");
        assertThat(run.commands("clean-up")).isZero();
    }

    @Test
    void the_second_expires_before_its_step_begins_and_is_asked_for_again_past_the_line() {
        MixedRun run = blocked();
        run.consent();
        assertThat(run.step("clean-up").status()).isEqualTo(StepStatus.PENDING);

        run.later(Duration.ofDays(2));
        run.until(at -> at.step("consent-clean-up").course().round() == 1);

        assertThat(run.commands("clean-up")).isZero();
        assertThat(run.step("consent-clean-up").status()).isEqualTo(StepStatus.WAITING);
        assertThat(run.state().passedAt()).as("the reset stays done").isNotNull();
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void outside_the_window_the_second_step_does_not_begin_though_its_consent_holds() {
        Instant ends = GuardedRun.START.plus(Duration.ofMinutes(5));
        MixedRun run = blocked(new Window(GuardedRun.START, ends));
        run.consent();

        run.later(Duration.ofMinutes(6));
        run.until(at -> at.step("consent-clean-up").course().round() == 1);

        assertThat(run.commands("clean-up")).isZero();
        assertThatThrownBy(run::consent).hasMessageContaining("maintenance window");
    }

    @Test
    void a_worker_that_comes_too_late_to_the_second_asks_for_the_second_again() {
        MixedRun run = new MixedRun().until("clean-up");

        run.fails("clean-up", Phase.EXTRACT, "CONSENT_EXPIRED", FailureType.USER, false);

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(run.challenge().step()).isEqualTo("consent-clean-up");
        assertThat(run.state().passedAt()).isNotNull();
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(run.commands("clean-up")).isEqualTo(2);
    }

    @Test
    void a_consent_that_expired_in_the_middle_of_the_deed_holds() {
        MixedRun run = new MixedRun().until("clean-up");

        run.fails("clean-up", Phase.EXTRACT, "CONSENT_EXPIRED", FailureType.USER, true);

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
    }

    @Test
    void a_resume_renews_the_consent_of_the_step_that_failed() {
        MixedRun run = new MixedRun().until("clean-up");
        Instant first = consent(run, "consent-reset").at();

        run.fails("clean-up", Phase.EXTRACT, "CONNECTION_LOST", FailureType.EXTERNAL, true);
        assertThat(run.challenge().step()).isEqualTo("consent-clean-up");
        run.resume(null);

        assertThat(consent(run, "consent-reset").at()).isEqualTo(first);
        assertThat(consent(run, "consent-clean-up").by()).isEqualTo("bea");
        assertThat(run.commands("clean-up")).isEqualTo(2);
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void a_permit_ends_with_its_own_consent_though_another_step_went_before() {
        MixedRun run = new MixedRun().until("clean-up");

        Instant expires = Consents.expiry(
                run.plan(),
                run.state(),
                run.plan().step("clean-up"),
                Objects.requireNonNull(run.step("clean-up").startedAt()));

        assertThat(expires).isEqualTo(consent(run, "consent-clean-up").at().plus(VALID));
    }

    @Test
    void a_step_of_the_same_consent_goes_on_after_it_expired_since_half_would_be_worse() {
        MixedRun run = new MixedRun(null, yaml -> yaml.replace("after: [reset]\n  - id: consent-clean-up", """
                                after: [reset]
                                    requires: { consent: consent-reset }
                                  - id: consent-clean-up""")
                        .replace("requires: { consent: consent-clean-up }", "requires: { consent: consent-reset }"))
                .until("consent-clean-up");
        run.later(Duration.ofDays(2));

        run.toTheEnd();

        assertThat(run.commands("clean-up")).isEqualTo(1);
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void the_one_consent_of_an_older_release_holds_for_the_first_step_that_asks_and_for_no_other() {
        MixedRun run = new MixedRun().until("consent-clean-up");
        Consent given = consent(run, "consent-reset");

        run.rewritten(state -> {
            String older = DocumentJson.write(state)
                    .replaceFirst("\"consents\":\\{.*?\\}\\}", "\"consent\":" + DocumentJson.write(given));
            return DocumentJson.read(older, ExecutionState.class);
        });

        assertThat(run.state().consents()).isEmpty();
        assertThat(Consents.all(run.plan(), run.state())).isEqualTo(Map.of("consent-reset", given));
        run.toTheEnd();
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    private static Consent consent(MixedRun run, String step) {
        return Objects.requireNonNull(run.state().consents().get(step));
    }

    /** The second consent is asked for while the records, which its step is after, are not done. */
    private static MixedRun blocked() {
        return blocked(null);
    }

    private static MixedRun blocked(@Nullable Window window) {
        return new MixedRun(window, yaml -> yaml.replace("after: [testcases, seal]", "after: [reset]")
                        .replace("after: [consent-clean-up]", "after: [consent-clean-up, testcases, seal]"))
                .until("consent-clean-up");
    }
}
