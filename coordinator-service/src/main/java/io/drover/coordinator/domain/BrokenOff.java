package io.drover.coordinator.domain;

import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import io.drover.api.StepStatus;

/**
 * What becomes of an execution for which something cannot be done: the step fails, and the execution with it, as after any other
 * failure. Where nothing can be decided any more, all of it ends at once. Past the point of no return it is held.
 */
final class BrokenOff {

    private BrokenOff() {}

    static void of(DecisionBuilder d, Signal.Broken broken) {
        if (d.state().status().ended()) {
            return;
        }
        Failure failure = new Failure(broken.code(), "INTERNAL", broken.message());
        boolean oneStep = d.state().steps().stream()
                .anyMatch(step ->
                        step.id().equals(broken.step()) && !step.status().ended());
        if (oneStep && broken.step() != null) {
            Decider.fail(d, broken.step(), failure);
        } else {
            wholly(d, failure);
        }
    }

    private static void wholly(DecisionBuilder d, Failure failure) {
        boolean held = d.state().passedAt() != null && !d.state().abandoned();
        for (StepState step : d.state().steps()) {
            boolean underWay = step.status() == StepStatus.RUNNING || step.status() == StepStatus.WAITING;
            if (underWay) {
                Decider.fail(d, step.id(), failure);
            } else if (!step.status().ended() && !held) {
                d.put(step.ended(StepStatus.CANCELLED, "nothing can be decided any more", d.now()));
            }
        }
        if (d.state().failure() == null) {
            d.put(d.state().course().failing(failure));
        }
        if (held) {
            Interruption.hold(d);
        } else {
            Interruption.tellWorkers(d);
            d.put(d.state().course().ended(ExecutionStatus.ERROR, d.now()));
            d.audit(Decider.DROVER, "execution.finished", null, ExecutionStatus.ERROR.name());
            d.tell("execution.finished", null);
        }
    }
}
