package io.drover.coordinator.domain;

import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The one place that decides how an execution goes on. Pure: the same plan, state, result and time give the same decision,
 * so that a recorded history replays. A message that comes twice, late or out of order changes nothing.
 */
public final class Decider {

    /** How often a batch is tried before its step fails, when the cause may go away by itself. */
    static final int MAX_ATTEMPTS = 8;

    private static final int MAX_INTERNAL_ATTEMPTS = 2;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Plan plan;

    public Decider(Plan plan) {
        this.plan = plan;
    }

    /** A new execution begins. */
    public Decision start(ExecutionState state, Instant now) {
        Deliberation d = new Deliberation(plan, state, now);
        d.note("execution.started", null, null, 0, "plan " + plan.hash());
        d.tell("execution.started", null);
        return Advance.of(d);
    }

    /** A worker says what became of an attempt. */
    public Decision decide(ExecutionState state, Result result, Instant now) {
        Deliberation d = new Deliberation(plan, state, now);
        Optional<StepState> step = state.find(result.batch().step());
        Optional<OpenBatch> open =
                step.flatMap(s -> s.open(result.batch().phase(), result.batch().number()));
        if (state.status().ended() || step.isEmpty() || open.isEmpty()) {
            d.note("result.ignored", result.batch().step(), result.batch(), result.attempt(), "the batch is closed");
            return d.decision();
        }
        switch (result.outcome()) {
            // Whichever attempt's manifest was first is the batch's, so an earlier attempt's success counts.
            case Outcome.Done done -> closed(d, step.get(), open.get(), result, done);
            case Outcome.Failed failed -> failed(d, step.get(), open.get(), result, failed);
        }
        return Advance.of(d);
    }

    /** Time went by: deadlines and waits may have ended. */
    public Decision tick(ExecutionState state, Instant now) {
        Deliberation d = new Deliberation(plan, state, now);
        for (StepState step : state.steps()) {
            for (OpenBatch batch : step.open()) {
                if (batch.due() == null || batch.due().isAfter(now)) {
                    continue;
                }
                if (batch.status() == OpenBatch.Status.RUNNING) {
                    d.note(
                            "batch.overdue",
                            step.id(),
                            d.id(step, batch),
                            batch.attempt(),
                            "no result within " + plan.limits().deadline());
                    retryOrFail(
                            d,
                            step.id(),
                            batch,
                            MAX_ATTEMPTS,
                            now,
                            new Failure(
                                    "NO_RESULT",
                                    "RESOURCES",
                                    "No worker finished a batch of step " + step.id() + " within "
                                            + plan.limits().deadline().toSeconds() + " s; is the "
                                            + batch.phase().word() + " service running?"));
                } else {
                    d.put(d.step(step.id()).replacing(batch.nextAttempt()));
                }
            }
        }
        return Advance.of(d);
    }

    /** A person asks to stop: no new commands; what runs on a worker is no longer waited for. */
    public Decision stop(ExecutionState state, Instant now) {
        Deliberation d = new Deliberation(plan, state, now);
        if (state.status().ended() || state.stopping()) {
            return d.decision();
        }
        d.state(state.stoppingNow());
        d.note("execution.stopping", null, null, 0, "asked by a person");
        return Advance.of(d);
    }

    private static void closed(Deliberation d, StepState step, OpenBatch batch, Result result, Outcome.Done done) {
        boolean records = d.planned(step.id()).kind() == StepKind.RECORDS;
        Counts counts = records ? RecordsFlow.counted(step, batch, done.counts()) : done.counts();
        PhaseProgress after = step.progress(batch.phase()).closed(counts, result.usage(), result.durationMs(), d.now());
        d.put(step.closing(batch, after, done.findings()));
        d.usage(batch.phase(), result.usage());
        d.effect(new Effect.Close(result));
        d.note("batch.done", step.id(), result.batch(), result.attempt(), result.worker());
        if (records) {
            RecordsFlow.closed(d, step.id(), batch, done);
        } else {
            d.put(d.step(step.id()).left(done.parts(), done.totals()));
        }
    }

    private static void failed(Deliberation d, StepState step, OpenBatch batch, Result result, Outcome.Failed failed) {
        d.note("attempt.failed", step.id(), result.batch(), result.attempt(), failed.code() + ": " + failed.message());
        if (result.attempt() < batch.attempt() || batch.status() != OpenBatch.Status.RUNNING) {
            return; // a later attempt is under way already
        }
        d.usage(batch.phase(), result.usage());
        Failure failure = new Failure(failed.code(), failed.type().name(), failed.message());
        int most =
                switch (failed.type()) {
                    case USER -> 1;
                    case INTERNAL -> failed.code().equals("STALE_ATTEMPT") ? MAX_ATTEMPTS : MAX_INTERNAL_ATTEMPTS;
                    case EXTERNAL, RESOURCES -> MAX_ATTEMPTS;
                };
        Duration backoff = FIRST_WAIT.multipliedBy(1L << Math.min(batch.attempt() - 1, 10));
        Duration asked = failed.retryAfterMs() == null ? Duration.ZERO : Duration.ofMillis(failed.retryAfterMs());
        Duration wait = backoff.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : backoff;
        retryOrFail(d, step.id(), batch, most, d.now().plus(asked.compareTo(wait) > 0 ? asked : wait), failure);
    }

    private static void retryOrFail(
            Deliberation d, String stepId, OpenBatch batch, int most, Instant when, Failure failure) {
        if (batch.attempt() < most) {
            d.put(d.step(stepId).replacing(batch.waiting(when)));
            return;
        }
        d.put(d.step(stepId).ended(StepStatus.ERROR, failure.message(), d.now()));
        if (d.state().failure() == null) {
            d.state(d.state().failing(failure));
        }
        d.note("step.failed", stepId, null, 0, failure.code() + ": " + failure.message());
        d.tell("step.finished", stepId);
    }

    /** Whether a phase talks to the source; the others that talk to anyone talk to the target. */
    static boolean readsSource(Phase phase) {
        return phase == Phase.EXTRACT;
    }
}
