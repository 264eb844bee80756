package io.drover.coordinator.domain;

import io.drover.api.StepStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether steps that need a consent may begin, and what becomes of a consent that no longer holds. There may be several in an
 * execution, each for the steps that name it; the rule that half of it would be worse than all of it is among those only.
 */
public final class Consents {

    private Consents() {}

    /** The consent that holds for {@code planned}; null when it needs none, or none was given. */
    public static @Nullable Consent of(Plan plan, ExecutionState state, PlannedStep planned) {
        String step = planned.consent();
        return step == null ? null : all(plan, state).get(step);
    }

    /** By the step that asked. The one consent of an older release is that of the first step which asks for any. */
    public static Map<String, Consent> all(Plan plan, ExecutionState state) {
        Consent only = state.consent();
        if (only == null) {
            return state.consents();
        }
        Map<String, Consent> all = new HashMap<>(state.consents());
        plan.steps().stream()
                .filter(planned -> planned.terms() != null)
                .findFirst()
                .ifPresent(first -> all.putIfAbsent(first.id(), only));
        return all;
    }

    /** Keeps the consent that {@code asked} asked for, after everything that it is bound to was compared. */
    static void keep(
            DecisionBuilder d, Challenge asked, String by, String challenge, String typed, @Nullable String restored) {
        proveFourEyes(d, by);
        if (!asked.hash().equals(challenge)) {
            throw RefusedException.now(
                    "The consent is for another plan, backup or count than the present one. See what is asked for"
                            + " now (drover consent), and consent to that.");
        }
        if (!asked.phrase().equals(typed)) {
            throw RefusedException.input("What was typed is not the phrase that was asked for; nothing is done.");
        }
        Window window = d.plan().window();
        if (window != null && !window.holds(d.now())) {
            throw RefusedException.now("The maintenance window is from " + window.from() + " until " + window.until()
                    + "; outside of it nothing is destroyed.");
        }
        Consent given = new Consent(by, challenge, d.now(), d.now().plus(asked.valid()), restored);
        if (d.planned(asked.step()).terms() != null) {
            put(d, asked.step(), given);
        }
        d.audit(by, "consent.given", asked.step(), "typed: " + typed + "; challenge " + challenge);
        if (restored != null) {
            d.audit(by, "restore.told", asked.step(), restored);
        }
    }

    /** Where it is not known who began it, nobody can be another. */
    private static void proveFourEyes(DecisionBuilder d, String by) {
        String began = d.state().startedBy();
        if (d.plan().fourEyes() && (began == null || began.equals(by))) {
            throw RefusedException.now("Migration " + d.plan().migration() + " wants four eyes, and "
                    + (began == null ? "who began this execution is not known" : began + " began this execution")
                    + ": somebody else consents.");
        }
    }

    /**
     * Whether another consent may be asked for where a worker came to the command too late and did nothing: of an execution under the
     * oldest rules only as long as nothing irreversible was begun.
     */
    static boolean mayAskAgain(Plan plan, ExecutionState state, PlannedStep planned) {
        return planned.consent() != null && (plan.composes() || isFirst(plan, state, planned));
    }

    /** Asks; before anything irreversible was begun, that puts the execution back before the point of no return. */
    static void askAgain(DecisionBuilder d, StepState step) {
        PlannedStep planned = d.planned(step.id());
        boolean first = isFirst(d.plan(), d.state(), planned);
        d.put(step.again());
        if (first) {
            d.state(d.state().passed(null));
        }
        ask(d, Objects.requireNonNull(planned.consent()));
    }

    private static boolean isFirst(Plan plan, ExecutionState state, PlannedStep planned) {
        return state.resumes() == 0
                && !(state.step(planned.id()) instanceof ActionState action && action.deedBegun())
                && plan.steps().stream()
                        .filter(other -> other.irreversible() && !other.id().equals(planned.id()))
                        .allMatch(other -> state.step(other.id()).startedAt() == null);
    }

    /** Until when the permit holds of a step that is commanded at {@code commanded}. */
    public static Instant expiry(Plan plan, ExecutionState state, PlannedStep planned, Instant commanded) {
        String asks = planned.consent();
        Consent consent = of(plan, state, planned);
        ConsentTerms terms = asks == null ? null : plan.step(asks).terms();
        if (consent == null || terms == null) {
            return commanded;
        }
        boolean half = plan.composes()
                ? isHalfDone(plan, state, planned, consent, commanded)
                : !commanded.equals(state.passedAt());
        return half ? commanded.plus(terms.valid()) : consent.expiresAt();
    }

    /** Whether something was done under this very consent, or may have been: half of it would be worse than all of it. */
    static boolean isHalfDone(Plan plan, ExecutionState state, PlannedStep planned, Consent consent, Instant now) {
        if (state.step(planned.id()) instanceof ActionState own
                && own.status() == StepStatus.RUNNING
                && own.deedBegun()) {
            return true;
        }
        return plan.steps().stream()
                .filter(other -> !other.id().equals(planned.id()) && isOf(other, planned.consent()))
                .map(other -> state.step(other.id()))
                .anyMatch(other -> {
                    Instant began = other.startedAt();
                    boolean under = began != null && !began.isBefore(consent.at()) && began.isBefore(now);
                    return under && other.status() != StepStatus.CANCELLED;
                });
    }

    static boolean isOf(PlannedStep planned, @Nullable String consent) {
        return consent != null && consent.equals(planned.consent());
    }

    /** Takes back a consent, so that another one is asked for before any of its steps begins. */
    static void withdraw(DecisionBuilder d, String consentStep) {
        put(d, consentStep, null);
    }

    /** The consent that was given is gone, and its step waits for another. */
    static void ask(DecisionBuilder d, String consentStep) {
        withdraw(d, consentStep);
        d.put(d.state().step(consentStep, PersonState.class).again().asking(d.now()));
        d.audit(Decider.DROVER, "consent.expired", consentStep, "nothing was sent; another consent is needed");
    }

    private static void put(DecisionBuilder d, String step, @Nullable Consent given) {
        Map<String, Consent> all = new HashMap<>(all(d.plan(), d.state()));
        if (given == null) {
            all.remove(step);
        } else {
            all.put(step, given);
        }
        d.state(d.state().consented(all));
    }

    /** The step before which nobody is asked again, when {@code planned} fails: its own consent, or the last that it is after. */
    static @Nullable PlannedStep behind(Plan plan, PlannedStep planned) {
        String own = planned.consent();
        if (own != null) {
            return plan.step(own);
        }
        List<String> before = plan.before(planned);
        return plan.steps().stream()
                .filter(step -> step.terms() != null && before.contains(step.id()))
                .reduce((a, b) -> b)
                .orElse(null);
    }
}
