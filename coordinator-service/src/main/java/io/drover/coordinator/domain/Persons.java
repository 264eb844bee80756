package io.drover.coordinator.domain;

import java.util.ArrayList;
import java.util.List;

/** What people may do to an execution, and when. */
final class Persons {

    private Persons() {}

    /** No new commands; what runs on a worker is told to end, and waited for until it has. */
    static void stop(Deliberation d) {
        if (d.state().status().ended() || d.state().stopping()) {
            return;
        }
        if (d.state().passedAt() != null) {
            throw RefusedException.now("Execution " + d.state().id() + " is past its point of no return since "
                    + d.state().passedAt() + ": it goes on to its end, or is held when a step fails.");
        }
        d.state(d.state().stoppingNow());
        d.audit("a person", "execution.stopping", null, "asked to stop");
    }

    static void confirm(Deliberation d, Signal.Confirmed confirmed) {
        StepState step = d.state()
                .find(confirmed.step())
                .orElseThrow(() -> RefusedException.now("There is no step " + confirmed.step() + "."));
        if (d.planned(step.id()).terms() != null) {
            throw RefusedException.now(
                    "Step " + step.id() + " is a consent: it is typed (drover consent), not confirmed.");
        }
        if (step.status() != StepStatus.WAITING) {
            throw RefusedException.now(
                    "Step " + step.id() + " does not wait for a person; it is " + step.status() + ".");
        }
        d.put(step.confirmedBy(new Confirmation(confirmed.by(), confirmed.seen(), d.now())));
        d.audit(confirmed.by(), "step.confirmed", step.id(), confirmed.seen());
        d.tell("step.finished", step.id());
    }

    static void consent(Deliberation d, Signal.Consented consented) {
        if (d.state().status() == ExecutionStatus.HELD) {
            throw RefusedException.now("Execution " + d.state().id() + " is held: it goes on by resume.");
        }
        Challenge asked = Consents.asked(d.plan(), d.state());
        Consents.keep(d, consented.by(), consented.challenge(), consented.typed());
        if (asked != null) {
            Confirmation typed = new Confirmation(consented.by(), consented.typed(), d.now());
            d.put(d.step(asked.step()).confirmedBy(typed));
            d.tell("step.finished", asked.step());
        }
    }

    /** The failed steps are done again, each from where its recipe says; what they read is what was consented to. */
    static void resume(Deliberation d, Signal.Resumed resumed) {
        if (d.state().status() != ExecutionStatus.HELD) {
            throw RefusedException.now("Execution " + d.state().id() + " is not held; it is "
                    + d.state().status() + ".");
        }
        List<PlannedStep> again = new ArrayList<>();
        for (PlannedStep planned : d.plan().steps()) {
            if (d.step(planned.id()).status() == StepStatus.ERROR) {
                again.add(planned);
                if (planned.resumeFrom() != null) {
                    again.add(d.planned(planned.resumeFrom()));
                }
            }
        }
        for (PlannedStep planned : again) {
            if (planned.retry() == Retry.RESTORE_ONLY) {
                throw RefusedException.now(
                        "Step " + planned.id()
                                + " must not be done again before its backup is restored; restore, then abandon this execution.");
            }
        }
        Consents.keep(d, resumed.by(), resumed.challenge(), resumed.typed());
        again.stream().distinct().forEach(planned -> d.put(d.step(planned.id()).again()));
        d.state(d.state().resumed());
        d.audit(resumed.by(), "execution.resumed", null, resumed.reason());
        d.tell("execution.resumed", null);
    }

    static void abandon(Deliberation d, Signal.Abandoned abandoned) {
        if (d.state().status() != ExecutionStatus.HELD) {
            throw RefusedException.now("Only a held execution is abandoned; "
                    + d.state().id() + " is " + d.state().status() + ". Stop it instead.");
        }
        d.audit(abandoned.by(), "execution.abandoned", null, abandoned.reason());
        d.state(d.state().abandonedNow());
    }
}
