package io.drover.coordinator.domain;

import io.drover.contracts.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            Deliberation d, Challenge asked, String by, String challenge, String typed, @Nullable String restored) {
        if (!asked.hash().equals(challenge)) {
            throw RefusedException.now(
                    "The consent is for another plan, backup or count than what is there now. Look at"
                            + " what is asked (drover consent) and consent to that.");
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

    /** Whether {@code planned} may begin as far as its guard goes; asks for another consent when its own lapsed. */
    static boolean permit(Deliberation d, PlannedStep planned) {
        Requires requires = planned.requires();
        if (requires == null && !(planned.irreversible() && d.plan().composes())) {
            return true;
        }
        List<String> required = requires == null ? List.of() : requires.steps();
        for (String step : required) {
            if (d.step(step).status() != StepStatus.SUCCESS) {
                return false;
            }
        }
        Window window = d.plan().window();
        boolean open = window == null || window.holds(d.now());
        String asks = planned.consent();
        if (asks == null) {
            return open || !planned.irreversible() || closed(d, planned, window);
        }
        if (!d.plan().composes() && d.state().passedAt() != null) {
            return true;
        }
        Consent consent = of(d.plan(), d.state(), planned);
        boolean holds = consent != null && open && d.now().isBefore(consent.expiresAt());
        if (holds || (consent != null && isHalfDone(d.plan(), d.state(), planned, consent, d.now()))) {
            return true;
        }
        ask(d, asks);
        return false;
    }

    /** Nobody is asked who could wait for the window. */
    private static boolean closed(Deliberation d, PlannedStep planned, @Nullable Window window) {
        String when = window == null ? "" : "from " + window.from() + " until " + window.until();
        Decider.fail(
                d,
                planned.id(),
                new Failure(
                        "WINDOW_CLOSED",
                        "USER",
                        "The maintenance window is " + when
                                + "; outside of it nothing is destroyed. Run it again then."));
        return false;
    }

    /**
     * The worker came to the command too late, and nothing was done. Before anything irreversible was begun, that puts the
     * execution back before the point of no return.
     *
     * @param begun whether the deed was begun all the same
     * @return whether another consent is asked for
     */
    static boolean askAgain(Deliberation d, StepState step, boolean begun) {
        String consent = d.planned(step.id()).consent();
        boolean first = d.state().resumes() == 0
                && !step.deedBegun()
                && d.plan().steps().stream()
                        .filter(PlannedStep::irreversible)
                        .allMatch(other -> other.id().equals(step.id())
                                || d.step(other.id()).startedAt() == null);
        if (consent == null || begun || !(first || d.plan().composes())) {
            return false;
        }
        d.put(d.step(step.id()).again());
        if (first) {
            d.state(d.state().passed(null));
        }
        ask(d, consent);
        return true;
    }

    /** Whether the failure says that it was too late. */
    static boolean askAgain(Deliberation d, StepState step, Outcome.Failed failed) {
        return RetryPolicy.consentExpired(failed) && askAgain(d, step, Boolean.TRUE.equals(failed.deedBegun()));
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
    private static boolean isHalfDone(
            Plan plan, ExecutionState state, PlannedStep planned, Consent consent, Instant now) {
        StepState own = state.step(planned.id());
        if (own.status() == StepStatus.RUNNING && own.deedBegun()) {
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
    static void withdraw(Deliberation d, String consentStep) {
        put(d, consentStep, null);
    }

    private static void ask(Deliberation d, String consentStep) {
        withdraw(d, consentStep);
        d.put(d.step(consentStep).again().waitingForPerson(d.now()));
        d.audit(Decider.DROVER, "consent.expired", consentStep, "nothing was sent; another consent is needed");
    }

    private static void put(Deliberation d, String step, @Nullable Consent given) {
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
