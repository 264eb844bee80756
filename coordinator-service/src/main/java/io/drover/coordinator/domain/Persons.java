package io.drover.coordinator.domain;

import io.drover.api.ExecutionStatus;
import io.drover.api.StepStatus;
import java.util.List;

/** What people may do to an execution, and when. */
final class Persons {

    /** Who asked to stop, where a release did not keep it. */
    private static final String SOMEBODY = "a person";

    private Persons() {}

    /** No new commands; what runs on a worker is told to end, and waited for until it has. */
    static void stop(DecisionBuilder d, Signal.StopAsked stop) {
        if (d.state().status().ended() || d.state().stopping()) {
            return;
        }
        String asked = "asked to stop";
        if (d.state().passedAt() != null) {
            Stopping.refusal(d.plan(), d.state()).ifPresent(why -> {
                throw RefusedException.now("Execution " + d.state().id() + " is past its point of no return: " + why);
            });
            asked += " past the point of no return; nothing is taken back";
        }
        d.put(d.state().course().stoppingNow());
        d.audit(stop.by() == null ? SOMEBODY : stop.by(), "execution.stopping", null, asked);
    }

    static void confirm(DecisionBuilder d, Signal.Confirmed confirmed) {
        StepState step = d.state()
                .find(confirmed.step())
                .orElseThrow(() -> RefusedException.now("There is no step " + confirmed.step() + "."));
        if (d.planned(step.id()).terms() != null) {
            throw RefusedException.now(
                    "Step " + step.id() + " is a consent: it is typed (drover consent), not confirmed.");
        }
        if (!(step instanceof PersonState person) || step.status() != StepStatus.WAITING) {
            throw RefusedException.now(
                    "Step " + step.id() + " does not wait for a person; it is " + step.status() + ".");
        }
        d.put(person.confirmedBy(new Confirmation(confirmed.by(), confirmed.seen(), d.now())));
        d.audit(confirmed.by(), "step.confirmed", step.id(), confirmed.seen());
        d.tell("step.finished", step.id());
    }

    static void consent(DecisionBuilder d, Signal.Consented consented) {
        if (d.state().status() == ExecutionStatus.HELD) {
            throw RefusedException.now("Execution " + d.state().id() + " is held: only resume lets it continue.");
        }
        Challenge asked = asked(d);
        Consents.keep(d, asked, consented.by(), consented.challenge(), consented.typed(), null);
        Confirmation typed = new Confirmation(consented.by(), consented.typed(), d.now());
        d.put(d.state().step(asked.step(), PersonState.class).confirmedBy(typed));
        d.tell("step.finished", asked.step());
    }

    /** The failed steps are done again, each from where its recipe says; what they read is what was consented to. */
    static void resume(DecisionBuilder d, Signal.Resumed resumed) {
        if (d.state().status() != ExecutionStatus.HELD) {
            throw RefusedException.now("Execution " + d.state().id() + " is not held; it is "
                    + d.state().status() + ".");
        }
        if (!d.state().cancelled().isEmpty()) {
            throw RefusedException.now("Step " + d.state().cancelled().getFirst()
                    + " was given up before, so this execution cannot continue. Look at what was done, restore what"
                    + " is needed, and abandon it.");
        }
        List<PlannedStep> again = Asked.again(d.plan(), d.state());
        for (PlannedStep planned : again) {
            if (planned.retry() == Retry.RESTORE_ONLY && resumed.restored() == null) {
                throw RefusedException.now(
                        "Step " + planned.id() + " must not be done again before its backup is restored."
                                + " Restore it, then resume and say what you restored (drover resume --restored), or abandon this"
                                + " execution.");
            }
        }
        Challenge asked = asked(d);
        Consents.keep(d, asked, resumed.by(), resumed.challenge(), resumed.typed(), resumed.restored());
        again.stream()
                .map(PlannedStep::consent)
                .filter(consent -> consent != null && !consent.equals(asked.step()))
                .distinct()
                .forEach(consent -> Consents.withdraw(d, consent));
        again.forEach(planned -> d.put(d.step(planned.id()).again()));
        d.put(d.state().course().resumed());
        d.audit(resumed.by(), "execution.resumed", null, resumed.reason());
        d.tell("execution.resumed", null);
    }

    private static Challenge asked(DecisionBuilder d) {
        Challenge asked = Asked.now(d.plan(), d.state());
        if (asked == null) {
            throw RefusedException.now("Nothing waits for a consent.");
        }
        return asked;
    }

    static void abandon(DecisionBuilder d, Signal.Abandoned abandoned) {
        if (d.state().status() != ExecutionStatus.HELD) {
            throw RefusedException.now("Only a held execution is abandoned; "
                    + d.state().id() + " is " + d.state().status() + ". Stop it instead.");
        }
        d.audit(abandoned.by(), "execution.abandoned", null, abandoned.reason());
        d.put(d.state().course().abandonedNow());
    }
}
