package io.drover.coordinator.domain;

import io.drover.api.ExecutionStatus;
import io.drover.api.StepStatus;
import java.util.List;

/** Why an execution does not go on as planned, and what becomes of its steps then: it is held, stopped, abandoned, or has failed. */
final class Interruption {

    private Interruption() {}

    /** After a failure past the point of no return nothing new begins until a named person says so. */
    static void holdWhereItMust(DecisionBuilder d) {
        boolean failed = d.plan().steps().stream().anyMatch(step -> step.holds() && hasFailed(d, step));
        if (failed
                && d.state().passedAt() != null
                && d.state().status() == ExecutionStatus.RUNNING
                && !d.state().abandoned()) {
            hold(d);
        }
    }

    static void hold(DecisionBuilder d) {
        if (d.state().status() == ExecutionStatus.HELD) {
            return;
        }
        d.put(d.state().course().held());
        d.audit(
                Decider.DROVER,
                "execution.held",
                null,
                "access stays closed; evidence, restore, or resume by a person");
        d.tell("execution.held", null);
    }

    static void cancelWhatCannotGoOn(DecisionBuilder d) {
        String why = d.state().abandoned()
                ? "abandoned"
                : d.state().stopping() ? "stopped" : d.state().failure() != null ? "a step failed" : null;
        if (why == null || d.state().status() == ExecutionStatus.HELD) {
            return;
        }
        for (PlannedStep planned : d.plan().steps()) {
            StepState step = d.step(planned.id());
            if (!step.status().ended() && !goesOn(d, planned, step)) {
                giveUp(d, step, StepStatus.CANCELLED, why);
            }
        }
        tellWorkers(d);
    }

    /** A step ends before it is done; what may still run of it is waited for. */
    static void giveUp(DecisionBuilder d, StepState step, StepStatus how, String why) {
        if (!d.plan().listens()) {
            d.put(step.ended(how, why, d.now()));
        } else if (step instanceof RecordsState records
                && how == StepStatus.ERROR
                && d.plan().composes()) {
            d.put(records.interrupted(how, why, d.now()));
        } else {
            d.put(step.givenUp(how, why, d.now()));
        }
    }

    /** Also of what nothing runs any more: a command may come again after its consumer group lost its offsets. */
    static void tellWorkers(DecisionBuilder d) {
        List<String> givenUp = d.state().batched().stream()
                .filter(step -> step.startedAt() != null
                        && step.status().ended()
                        && !step.status().endedWell())
                .map(StepState::id)
                .toList();
        if (!d.state().cancelled().containsAll(givenUp)) {
            d.state(d.state().cancelling(givenUp));
            d.effect(new Effect.Cancel(givenUp));
        }
    }

    /** An execution that is given up in time takes back what it changed, and leaves its evidence. */
    private static boolean goesOn(DecisionBuilder d, PlannedStep planned, StepState step) {
        if (planned.always()) {
            return !d.state().stopping() || d.plan().guarded();
        }
        return !d.state().abandoned() && (takesBack(d, planned) || isUnderWay(d, planned, step));
    }

    private static boolean takesBack(DecisionBuilder d, PlannedStep planned) {
        return planned.undoes().stream().anyMatch(id -> d.step(id).startedAt() != null);
    }

    /** What will be taken back has to be over first, and nobody lets go of what cannot be. */
    private static boolean isUnderWay(DecisionBuilder d, PlannedStep planned, StepState step) {
        boolean undone =
                d.plan().steps().stream().anyMatch(other -> other.undoes().contains(planned.id()));
        boolean irreversible = planned.irreversible() && d.plan().composes();
        return (undone || irreversible) && step.open().stream().anyMatch(OpenBatch::runs);
    }

    static boolean hasFailed(DecisionBuilder d, PlannedStep planned) {
        return d.step(planned.id()).status() == StepStatus.ERROR;
    }
}
