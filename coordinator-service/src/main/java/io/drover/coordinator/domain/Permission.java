package io.drover.coordinator.domain;

import io.drover.api.Failure;
import io.drover.api.StepStatus;
import java.time.Instant;

/** Whether a step may begin, as far as its guard goes. */
sealed interface Permission {

    record Granted() implements Permission {}

    /** What it requires has not ended well. */
    record NotYet() implements Permission {}

    /** Its consent does not hold any more: another one is asked for. */
    record Lapsed(String consent) implements Permission {}

    /** Nobody is asked who could wait for the window: it fails. */
    record WindowClosed(Failure why) implements Permission {}

    static Permission of(Plan plan, ExecutionState state, PlannedStep planned, Instant now) {
        Requires requires = planned.requires();
        if (requires == null && !(planned.irreversible() && plan.composes())) {
            return new Granted();
        }
        if (requires != null
                && !requires.steps().stream().allMatch(step -> state.step(step).status() == StepStatus.SUCCESS)) {
            return new NotYet();
        }
        Window window = plan.window();
        boolean open = window == null || window.holds(now);
        String asks = planned.consent();
        if (asks == null) {
            return window == null || open || !planned.irreversible() ? new Granted() : new WindowClosed(closed(window));
        }
        if (!plan.composes() && state.passedAt() != null) {
            return new Granted();
        }
        Consent consent = Consents.of(plan, state, planned);
        boolean holds = consent != null && open && now.isBefore(consent.expiresAt());
        return holds || (consent != null && Consents.isHalfDone(plan, state, planned, consent, now))
                ? new Granted()
                : new Lapsed(asks);
    }

    private static Failure closed(Window window) {
        return new Failure(
                "WINDOW_CLOSED",
                "USER",
                "The maintenance window is from " + window.from() + " until " + window.until()
                        + "; outside of it nothing is destroyed. Run it again then.");
    }
}
