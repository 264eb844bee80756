package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How far an execution is.
 *
 * @param failure why it failed; null otherwise
 * @param stopping whether a person asked it to stop
 * @param passedAt when the first destructive step was commanded: the point of no return; null before
 * @param consent of an execution that an older release began: the one consent that there was; null otherwise
 * @param consents those that were given and not used up, by the step that asked for them; absent means none
 * @param abandoned whether a person ended it after it was held
 * @param cancelled steps that workers were told are given up; absent means none
 * @param resumes how often a person let it go on after it was held
 */
public record ExecutionState(
        String id,
        ExecutionStatus status,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Failure failure,
        boolean stopping,
        @Nullable Instant passedAt,
        @Nullable Consent consent,
        boolean abandoned,
        int resumes,
        Audit audit,
        List<StepState> steps,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> cancelled,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Consent> consents) {

    @SuppressWarnings("ConstantConditions") // absent in what an older release wrote
    public ExecutionState {
        cancelled = cancelled == null ? List.of() : List.copyOf(cancelled);
        consents = consents == null ? Map.of() : Map.copyOf(consents);
        steps = List.copyOf(steps);
    }

    /** A new execution of {@code plan}: nothing has begun. */
    public static ExecutionState of(String id, Plan plan, Instant now) {
        List<StepState> steps =
                plan.steps().stream().map(StepState::pending).toList();
        return new ExecutionState(
                id,
                ExecutionStatus.RUNNING,
                now,
                null,
                null,
                false,
                null,
                null,
                false,
                0,
                Audit.NONE,
                steps,
                List.of(),
                Map.of());
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
        List<StepState> changed = steps.stream()
                .map(other -> other.id().equals(step.id()) ? step : other)
                .toList();
        return edit(d -> d.steps = changed);
    }

    ExecutionState failing(@Nullable Failure why) {
        return edit(d -> d.failure = why);
    }

    ExecutionState stoppingNow() {
        return edit(d -> d.stopping = true);
    }

    ExecutionState passed(@Nullable Instant when) {
        return edit(d -> d.passedAt = when);
    }

    /** The one consent of an older release is kept like any other. */
    ExecutionState consented(Map<String, Consent> given) {
        return edit(d -> {
            d.consent = null;
            d.consents = given;
        });
    }

    ExecutionState held() {
        return edit(d -> d.status = ExecutionStatus.HELD);
    }

    ExecutionState resumed() {
        return edit(d -> {
            d.status = ExecutionStatus.RUNNING;
            d.failure = null;
            d.resumes = resumes + 1;
        });
    }

    ExecutionState abandonedNow() {
        return edit(d -> {
            d.status = ExecutionStatus.RUNNING;
            d.abandoned = true;
        });
    }

    ExecutionState cancelling(List<String> stepIds) {
        return edit(d -> d.cancelled = stepIds);
    }

    ExecutionState audited(Audit value) {
        return edit(d -> d.audit = value);
    }

    ExecutionState ended(ExecutionStatus how, Instant now) {
        return edit(d -> {
            d.status = how;
            d.finishedAt = now;
        });
    }

    /** As a record says that it ended, whatever is decided now. */
    public ExecutionState recorded(
            ExecutionStatus how, @Nullable Instant at, Audit recordedAudit, List<StepState> recordedSteps) {
        return edit(d -> {
            d.status = how;
            d.finishedAt = at;
            d.audit = recordedAudit;
            d.steps = recordedSteps;
        });
    }

    private ExecutionState edit(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.toState();
    }

    /** A copy under change; keeps the many-field constructor in one place. */
    private static final class Draft {
        private final ExecutionState base;
        private ExecutionStatus status;
        private @Nullable Instant finishedAt;
        private @Nullable Failure failure;
        private boolean stopping;
        private @Nullable Instant passedAt;
        private @Nullable Consent consent;
        private boolean abandoned;
        private int resumes;
        private Audit audit;
        private List<StepState> steps;
        private List<String> cancelled;
        private Map<String, Consent> consents;

        private Draft(ExecutionState base) {
            this.base = base;
            this.status = base.status;
            this.finishedAt = base.finishedAt;
            this.failure = base.failure;
            this.stopping = base.stopping;
            this.passedAt = base.passedAt;
            this.consent = base.consent;
            this.abandoned = base.abandoned;
            this.resumes = base.resumes;
            this.audit = base.audit;
            this.steps = base.steps;
            this.cancelled = base.cancelled;
            this.consents = base.consents;
        }

        private ExecutionState toState() {
            return new ExecutionState(
                    base.id,
                    status,
                    base.startedAt,
                    finishedAt,
                    failure,
                    stopping,
                    passedAt,
                    consent,
                    abandoned,
                    resumes,
                    audit,
                    steps,
                    cancelled,
                    consents);
        }
    }
}
