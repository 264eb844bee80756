package io.drover.coordinator.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether destructive steps may begin, and what becomes of a consent that no longer holds. */
final class Consents {

    private Consents() {}

    /** The consent that a person would have to give now, if one is asked for. */
    static @Nullable Challenge asked(Plan plan, ExecutionState state) {
        for (PlannedStep planned : plan.steps()) {
            ConsentTerms terms = planned.terms();
            boolean waits = terms != null && state.step(planned.id()).status() == StepStatus.WAITING;
            boolean renewed = terms != null && state.status() == ExecutionStatus.HELD;
            if (terms != null && (waits || renewed)) {
                return Challenge.of(plan, state, planned, terms);
            }
        }
        return null;
    }

    /** Keeps a consent, after everything that it is bound to was compared. */
    static void keep(Deliberation d, String by, String challenge, String typed) {
        Challenge asked = asked(d.plan(), d.state());
        if (asked == null) {
            throw RefusedException.now("Nothing waits for a consent.");
        }
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
        d.state(d.state().consented(new Consent(by, challenge, d.now(), d.now().plus(asked.valid()))));
        d.audit(by, "consent.given", asked.step(), "typed: " + typed + "; challenge " + challenge);
    }

    /** Whether {@code planned}, a destructive step, may begin; asks for another consent when the last one lapsed. */
    static boolean permit(Deliberation d, PlannedStep planned) {
        Requires requires = planned.requires();
        if (requires == null) {
            return true;
        }
        for (String step : requires.steps()) {
            if (d.step(step).status() != StepStatus.SUCCESS) {
                return false;
            }
        }
        if (d.state().passedAt() != null) {
            return true; // half of it would be worse than all of it
        }
        Consent consent = d.state().consent();
        Window window = d.plan().window();
        boolean open = window == null || window.holds(d.now());
        if (consent != null && d.now().isBefore(consent.expiresAt()) && open) {
            return true;
        }
        ask(d, requires.consent());
        return false;
    }

    /**
     * The worker came to the command too late and sent nothing. Before anything else was destroyed, that puts the execution
     * back before the point of no return.
     *
     * @return whether it did
     */
    static boolean askAgain(Deliberation d, StepState step) {
        List<PlannedStep> destructive =
                d.plan().steps().stream().filter(PlannedStep::destructive).toList();
        PlannedStep planned = d.planned(step.id());
        boolean first = destructive.stream()
                .allMatch(other ->
                        other.id().equals(step.id()) || d.step(other.id()).startedAt() == null);
        Requires requires = planned.requires();
        if (!first || requires == null || d.state().resumes() > 0) {
            return false;
        }
        d.put(d.step(step.id()).again());
        d.state(d.state().passed(null));
        ask(d, requires.consent());
        return true;
    }

    /** Until when the permit holds of a destructive step that was commanded at {@code commanded}. */
    static Instant expiry(Deliberation d, PlannedStep planned, Instant commanded) {
        Requires requires = planned.requires();
        Consent consent = d.state().consent();
        ConsentTerms terms =
                requires == null ? null : d.planned(requires.consent()).terms();
        if (consent == null || terms == null) {
            return commanded;
        }
        return commanded.equals(d.state().passedAt()) ? consent.expiresAt() : commanded.plus(terms.valid());
    }

    private static void ask(Deliberation d, String consentStep) {
        d.state(d.state().consented(null));
        d.put(d.step(consentStep).again().waitingForPerson(d.now()));
        d.audit(Decider.DROVER, "consent.expired", consentStep, "nothing was sent; another consent is needed");
    }
}
