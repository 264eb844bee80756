package io.drover.coordinator.domain;

import io.drover.api.ExecutionStatus;
import io.drover.api.StepStatus;
import java.util.List;
import java.util.Optional;

/**
 * Whether an execution may be stopped past its point of no return: when nothing irreversible is being done, and nothing is left
 * that must be taken back or restored. What was done then stays done, and the rest is not.
 */
final class Stopping {

    private final Plan plan;
    private final ExecutionState state;

    private Stopping(Plan plan, ExecutionState state) {
        this.plan = plan;
        this.state = state;
    }

    /** Why it may not, and what to do; empty when it may. */
    static Optional<String> refusal(Plan plan, ExecutionState state) {
        Stopping stopping = new Stopping(plan, state);
        if (state.status() == ExecutionStatus.HELD) {
            return Optional.of("it is held. Resume it, or restore what has to be and abandon it.");
        }
        return stopping.underWay().or(stopping::halfDone).or(stopping::leftChanged);
    }

    private Optional<String> underWay() {
        return plan.steps().stream()
                .filter(planned -> planned.irreversible() && isBeingDone(state.step(planned.id())))
                .findFirst()
                .map(planned -> "step " + planned.id() + " (" + planned.title()
                        + ") cannot be undone and is running. Wait until it has ended, then stop.");
    }

    private static boolean isBeingDone(StepState step) {
        return step.status() == StepStatus.RUNNING
                && step instanceof ActionState action
                && (action.deedBegun() || action.open().stream().anyMatch(OpenBatch::runs));
    }

    /** Half of what one consent was for would be worse than all of it. */
    private Optional<String> halfDone() {
        for (PlannedStep consent : plan.steps()) {
            List<PlannedStep> deeds = plan.steps().stream()
                    .filter(planned -> planned.irreversible() && Consents.isOf(planned, consent.id()))
                    .toList();
            List<PlannedStep> open = deeds.stream()
                    .filter(planned -> !state.step(planned.id()).status().endedWell())
                    .toList();
            if (!open.isEmpty() && open.size() < deeds.size()) {
                return Optional.of("of what " + consent.id() + " consented to, "
                        + open.getFirst().id()
                        + " is not done, and half of it would be worse than all of it. The execution continues to"
                        + " its end, or is held when a step fails.");
            }
        }
        return Optional.empty();
    }

    /** What another step takes back, and has not. */
    private Optional<String> leftChanged() {
        for (PlannedStep planned : plan.steps()) {
            if (state.step(planned.id()).status().endedWell()) {
                continue;
            }
            for (String changed : planned.undoes()) {
                if (state.step(changed).startedAt() != null) {
                    return Optional.of("step " + changed + " has changed the target, and " + planned.id() + " ("
                            + planned.title() + ") has not undone it. The execution continues to its end, or is held"
                            + " when a step fails.");
                }
            }
        }
        return Optional.empty();
    }
}
