package io.drover.coordinator.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far an execution is.
 *
 * @param failure why it failed; null otherwise
 * @param stopping whether a person asked it to stop
 */
public record ExecutionState(
        String id,
        ExecutionStatus status,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Failure failure,
        boolean stopping,
        Pace sourcePace,
        Pace targetPace,
        List<StepState> steps) {

    public ExecutionState {
        steps = List.copyOf(steps);
    }

    /** A new execution of {@code plan}: nothing has begun. */
    public static ExecutionState of(String id, Plan plan, Instant now) {
        Pace pace = Pace.of(plan.limits().concurrency());
        List<StepState> steps =
                plan.steps().stream().map(step -> StepState.pending(step.id())).toList();
        return new ExecutionState(id, ExecutionStatus.RUNNING, now, null, null, false, pace, pace, steps);
    }

    public StepState step(String stepId) {
        return find(stepId)
                .orElseThrow(() -> new IllegalArgumentException("execution " + id + " has no step " + stepId));
    }

    public Optional<StepState> find(String stepId) {
        return steps.stream().filter(step -> step.id().equals(stepId)).findFirst();
    }

    /** Number of findings by code, over all steps. */
    public Map<String, Integer> findings() {
        Map<String, Integer> sum = new HashMap<>();
        steps.forEach(step -> step.findings().forEach((code, n) -> sum.merge(code, n, Integer::sum)));
        return sum;
    }

    /** How it would end if every step that is still open ended well. */
    public ExecutionStatus verdict(Plan plan) {
        return Verdict.of(plan, this).status();
    }

    /** When the next deadline or wait ends. */
    public Optional<Instant> nextDue() {
        return steps.stream()
                .flatMap(step -> step.open().stream())
                .flatMap(batch -> Optional.ofNullable(batch.due()).stream())
                .min(Instant::compareTo);
    }

    ExecutionState with(StepState step) {
        return withSteps(steps.stream()
                .map(other -> other.id().equals(step.id()) ? step : other)
                .toList());
    }

    ExecutionState withSteps(List<StepState> value) {
        return new ExecutionState(id, status, startedAt, finishedAt, failure, stopping, sourcePace, targetPace, value);
    }

    ExecutionState withPaces(Pace source, Pace target) {
        return new ExecutionState(id, status, startedAt, finishedAt, failure, stopping, source, target, steps);
    }

    ExecutionState failing(Failure why) {
        return new ExecutionState(id, status, startedAt, finishedAt, why, stopping, sourcePace, targetPace, steps);
    }

    ExecutionState stoppingNow() {
        return new ExecutionState(id, status, startedAt, finishedAt, failure, true, sourcePace, targetPace, steps);
    }

    ExecutionState ended(ExecutionStatus how, Instant now) {
        return new ExecutionState(id, how, startedAt, now, failure, stopping, sourcePace, targetPace, steps);
    }
}
