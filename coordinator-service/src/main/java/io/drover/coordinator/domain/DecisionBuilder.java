package io.drover.coordinator.domain;

import io.drover.api.AuditLine;
import io.drover.contracts.BatchId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision in the making: the state so far and the effects so far. Lives within one call of {@link Decider}. */
final class DecisionBuilder {

    private final Plan plan;
    private final Instant now;
    private final List<Effect> effects = new ArrayList<>();
    private ExecutionState state;

    DecisionBuilder(Plan plan, ExecutionState state, Instant now) {
        this.plan = plan;
        this.state = state;
        this.now = now;
    }

    Plan plan() {
        return plan;
    }

    PlannedStep planned(String stepId) {
        return plan.step(stepId);
    }

    Instant now() {
        return now;
    }

    ExecutionState state() {
        return state;
    }

    void state(ExecutionState next) {
        state = next;
    }

    StepState step(String id) {
        return state.step(id);
    }

    BatchedState batched(String id) {
        return state.step(id, BatchedState.class);
    }

    void put(StepState step) {
        state = state.with(step);
    }

    void put(ExecutionCourse course) {
        state = state.with(course);
    }

    /** As the state is now. */
    RetryPolicy retry() {
        return new RetryPolicy(plan, state, now);
    }

    BatchId id(StepState step, OpenBatch batch) {
        return new BatchId(state.id(), step.id(), batch.phase(), batch.number());
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    void note(String what, @Nullable String step, @Nullable BatchId batch, int attempt, String detail) {
        effects.add(new Effect.Note(what, step, batch, attempt, detail));
    }

    /** Something that people will ask about later: into the journal, and into the audit under its hash chain. */
    void audit(String who, String what, @Nullable String step, String detail) {
        AuditLine line = AuditLine.after(state.audit(), now, who, what, step, detail);
        state = state.audited(state.audit().after(line));
        effects.add(new Effect.Audited(line));
        note(what, step, null, 0, detail);
    }

    void tell(String type, @Nullable String step) {
        effects.add(new Effect.Tell(type, step));
    }

    Decision decision() {
        return new Decision(state, effects);
    }
}
