package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.drover.api.AuditHead;
import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far an execution is.
 *
 * @param passedAt when the first destructive step was commanded: the point of no return; null before
 * @param consent of an execution that an older release began: the one consent that there was; null otherwise
 * @param consents those that were given and not used up, by the step that asked for them; absent means none
 * @param cancelled steps that workers were told are given up; absent means none
 */
public record ExecutionState(
        String id,
        Instant startedAt,
        @JsonUnwrapped ExecutionCourse course,
        @Nullable Instant passedAt,
        @Nullable Consent consent,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Consent> consents,
        AuditHead audit,
        List<StepState> steps,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> cancelled) {

    @SuppressWarnings("ConstantConditions") // absent in what an older release wrote
    public ExecutionState {
        cancelled = cancelled == null ? List.of() : List.copyOf(cancelled);
        consents = consents == null ? Map.of() : Map.copyOf(consents);
        steps = List.copyOf(steps);
    }

    /** A new execution of {@code plan}: nothing has begun, and what does not apply is skipped. */
    public static ExecutionState of(String id, Plan plan, Instant now) {
        List<StepState> steps = plan.steps().stream()
                .map(planned -> StepState.first(planned, now))
                .toList();
        return new ExecutionState(
                id, now, ExecutionCourse.BEGUN, null, null, Map.of(), AuditHead.NONE, steps, List.of());
    }

    public ExecutionStatus status() {
        return course.status();
    }

    public @Nullable String startedBy() {
        return course.startedBy();
    }

    public @Nullable Instant finishedAt() {
        return course.finishedAt();
    }

    public @Nullable Failure failure() {
        return course.failure();
    }

    public boolean stopping() {
        return course.stopping();
    }

    public boolean abandoned() {
        return course.abandoned();
    }

    public int resumes() {
        return course.resumes();
    }

    public StepState step(String stepId) {
        return find(stepId)
                .orElseThrow(() -> new IllegalArgumentException("execution " + id + " has no step " + stepId));
    }

    public Optional<StepState> find(String stepId) {
        return steps.stream().filter(step -> step.id().equals(stepId)).findFirst();
    }

    /** @throws IllegalArgumentException when it is none such */
    public <S extends StepState> S step(String stepId, Class<S> what) {
        StepState step = step(stepId);
        if (!what.isInstance(step)) {
            throw new IllegalArgumentException(
                    "step " + stepId + " of execution " + id + " has no " + what.getSimpleName());
        }
        return what.cast(step);
    }

    /** The steps whose work the workers do, in the order of the plan. */
    List<BatchedState> batched() {
        return steps.stream()
                .filter(BatchedState.class::isInstance)
                .map(BatchedState.class::cast)
                .toList();
    }

    /** The route that the check observed; before that, and where nothing was observed, what was typed. */
    public String route(Plan plan) {
        return Objects.requireNonNullElse(fact("route"), plan.route());
    }

    /** What the first step that told it said; null when none did. */
    public @Nullable String fact(String word) {
        return steps.stream()
                .map(step -> step.facts().get(word))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Number of findings by code, over all steps. */
    public Map<String, Long> findings() {
        Map<String, Long> sum = new HashMap<>();
        steps.forEach(step -> step.findings().forEach((code, n) -> sum.merge(code, n.longValue(), Long::sum)));
        return sum;
    }

    /** How it would end if every step that is still open ended well. */
    public ExecutionStatus verdict(Plan plan) {
        return ExecutionEnd.of(plan, this).status();
    }

    /** When the next deadline or wait ends. */
    public Optional<Instant> nextDue() {
        return steps.stream()
                .flatMap(step -> step.open().stream())
                .flatMap(batch -> Optional.ofNullable(batch.due()).stream())
                .min(Instant::compareTo);
    }

    ExecutionState with(StepState step) {
        return with(steps.stream()
                .map(other -> other.id().equals(step.id()) ? step : other)
                .toList());
    }

    private ExecutionState with(List<StepState> changed) {
        return new ExecutionState(id, startedAt, course, passedAt, consent, consents, audit, changed, cancelled);
    }

    ExecutionState with(ExecutionCourse changed) {
        return new ExecutionState(id, startedAt, changed, passedAt, consent, consents, audit, steps, cancelled);
    }

    ExecutionState passed(@Nullable Instant when) {
        return new ExecutionState(id, startedAt, course, when, consent, consents, audit, steps, cancelled);
    }

    /** The one consent of an older release is kept like any other. */
    ExecutionState consented(Map<String, Consent> given) {
        return new ExecutionState(id, startedAt, course, passedAt, null, given, audit, steps, cancelled);
    }

    ExecutionState cancelling(List<String> stepIds) {
        return new ExecutionState(id, startedAt, course, passedAt, consent, consents, audit, steps, stepIds);
    }

    ExecutionState audited(AuditHead value) {
        return new ExecutionState(id, startedAt, course, passedAt, consent, consents, value, steps, cancelled);
    }

    /** As a record says that it ended, whatever is decided now. */
    public ExecutionState recorded(
            ExecutionStatus how, @Nullable Instant at, AuditHead recordedAudit, List<StepState> recordedSteps) {
        return with(course.ended(how, at)).audited(recordedAudit).with(recordedSteps);
    }
}
