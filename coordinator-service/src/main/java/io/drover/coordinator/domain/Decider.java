package io.drover.coordinator.domain;

import io.drover.api.Failure;
import io.drover.api.StepStatus;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import java.time.Instant;
import java.util.Optional;

/**
 * The one place that decides how an execution goes on. Pure: the same plan, state, signal and time give the same decision,
 * so that a recorded history replays. A message that comes twice, late or out of order changes nothing.
 */
public final class Decider {

    /** In the audit: what Drover did by itself. */
    static final String DROVER = "drover";

    private final Plan plan;

    public Decider(Plan plan) {
        this.plan = plan;
    }

    /**
     * What follows from a signal.
     *
     * @throws RefusedException when a person asks for what cannot be done now
     */
    public Decision decide(ExecutionState state, Signal signal, Instant now) {
        DecisionBuilder d = new DecisionBuilder(plan, state, now);
        switch (signal) {
            case Signal.Started started -> {
                String by = started.by();
                if (by != null) {
                    d.put(d.state().course().begunBy(by));
                }
                d.audit(by == null ? DROVER : by, "execution.started", null, "plan " + plan.hash());
                d.tell("execution.started", null);
            }
            case Signal.Arrived arrived -> {
                for (Result result : arrived.results()) {
                    result(d, result);
                    Advance.of(d);
                }
            }
            case Signal.TimePassed passed -> timePassed(d);
            case Signal.StopAsked stop -> Persons.stop(d, stop);
            case Signal.Confirmed confirmed -> Persons.confirm(d, confirmed);
            case Signal.Consented consented -> Persons.consent(d, consented);
            case Signal.Resumed resumed -> Persons.resume(d, resumed);
            case Signal.Abandoned abandoned -> Persons.abandon(d, abandoned);
            case Signal.Broken broken -> BrokenOff.of(d, broken);
        }
        Advance.of(d);
        return d.decision();
    }

    private static void result(DecisionBuilder d, Result result) {
        Optional<BatchedState> step = d.state().batched().stream()
                .filter(each -> each.id().equals(result.batch().step()))
                .findFirst();
        Optional<OpenBatch> open =
                step.flatMap(s -> s.open(result.batch().phase(), result.batch().number()));
        if (d.state().status().ended() || step.isEmpty() || open.isEmpty()) {
            d.note("result.ignored", result.batch().step(), result.batch(), result.attempt(), "the batch is closed");
            return;
        }
        if (Sense.lacks(result)) {
            d.note("result.refused", step.get().id(), result.batch(), result.attempt(), "it makes no sense");
            d.put(step.get().without(open.get()));
            if (!step.get().status().ended()) {
                fail(d, step.get().id(), Sense.failure(result));
            }
            return;
        }
        switch (result.outcome()) {
            case Outcome.Running running -> Silence.alive(d, step.get(), open.get(), result);
            // Whichever attempt's manifest was first is the batch's, so an earlier attempt's success counts.
            case Outcome.Done done -> closed(d, step.get(), open.get(), result, done);
            case Outcome.Failed failed -> failed(d, step.get(), open.get(), result, failed);
            case Outcome.NotYet notYet -> NotDone.yet(d, step.get(), open.get(), result, notYet);
            case Outcome.Cancelled cancelled -> GivenUp.cancelled(d, step.get(), open.get(), result, cancelled);
        }
    }

    private static void timePassed(DecisionBuilder d) {
        for (BatchedState step : d.state().batched()) {
            for (OpenBatch batch : step.open()) {
                // What became of another batch may have ended the step meanwhile.
                d.batched(step.id())
                        .open(batch.phase(), batch.number())
                        .filter(now -> now.due() != null && !now.due().isAfter(d.now()))
                        .ifPresent(due -> due(d, d.batched(step.id()), due));
            }
        }
    }

    private static void due(DecisionBuilder d, BatchedState step, OpenBatch batch) {
        Instant unheard = batch.unheardSince();
        if (!batch.runs()) {
            d.put(step.replacing(batch.nextAttempt()));
        } else if (step.status().ended()) {
            GivenUp.silent(d, step, batch);
        } else if (step.status() == StepStatus.PENDING && d.plan().composes()) {
            GivenUp.toBeginAgain(d, step, batch);
        } else if (unheard != null) {
            Silence.unheard(d, step, batch, unheard);
        } else {
            d.note("batch.overdue", step.id(), d.id(step, batch), batch.attempt(), "no result or sign of life in time");
            follow(d, step, batch, d.retry().afterSilence(d.planned(step.id()), batch));
        }
    }

    private static void closed(
            DecisionBuilder d, BatchedState step, OpenBatch batch, Result result, Outcome.Done done) {
        switch (step) {
            case ActionState action
            when action.progress(batch.phase()).hasClosed(batch.number()) -> {
                // By an attempt whose end came when its step had failed: a resume is answered with what that one left.
                d.put(action.with(action.batches().without(batch)).left(done));
                d.note("batch.done", step.id(), result.batch(), result.attempt(), result.worker());
            }
            case ActionState action -> {
                ActionState left = action.left(done);
                close(d, left.with(counted(d, left, batch, result, done.counts(), done)), batch, result);
                if (done.skipped() != null) {
                    NotDone.skipped(d, step.id(), done.skipped());
                }
            }
            case RecordsState records -> {
                Counts counts = RecordsFlow.counted(records, batch, done.counts());
                RecordsState counted = records.with(counted(d, records, batch, result, counts, done));
                close(d, counted.withErrors(done.totals().getOrDefault(RecordsState.ERRORS, 0L)), batch, result);
                goOn(d, d.state().step(step.id(), RecordsState.class), batch, done);
            }
        }
    }

    private static Batches counted(
            DecisionBuilder d, BatchedState step, OpenBatch batch, Result result, Counts counts, Outcome.Done done) {
        PhaseProgress after = step.progress(batch.phase()).closed(counts, result.usage(), result.durationMs(), d.now());
        return step.batches().closing(batch, after, done.findings());
    }

    private static void close(DecisionBuilder d, BatchedState counted, OpenBatch batch, Result result) {
        d.put(counted);
        if (!counted.status().ended()) {
            roomAgain(d, counted.id(), batch);
        }
        d.effect(new Effect.Close(result));
        d.note("batch.done", counted.id(), result.batch(), result.attempt(), result.worker());
    }

    /** What follows a batch of records that closed; it is kept for later where its step has failed meanwhile. */
    private static void goOn(DecisionBuilder d, RecordsState step, OpenBatch batch, Outcome.Done done) {
        Pipeline pipeline = d.planned(step.id()).pipeline();
        if (!step.status().ended()) {
            RecordsState next = RecordsFlow.closed(step, pipeline, batch, done);
            d.put(next);
            Rejections.limit(d, next);
        } else if (GivenUp.mayGoOn(d, step)) {
            d.put(RecordsFlow.closed(step, pipeline, batch, done).settingAside());
        }
    }

    private static void failed(
            DecisionBuilder d, BatchedState step, OpenBatch batch, Result result, Outcome.Failed failed) {
        d.note("attempt.failed", step.id(), result.batch(), result.attempt(), failed.code() + ": " + failed.message());
        if (!Silence.concerns(batch, result.attempt())) {
            return; // a later attempt is under way already
        }
        NextAttempt.AfterFailure next = d.retry().after(batch, result, failed);
        if (next instanceof NextAttempt.OtherAnswers) {
            follow(d, step, batch, next);
            return;
        }
        if (step.status().ended()) {
            GivenUp.over(d, step, batch);
            return;
        }
        if (Boolean.TRUE.equals(failed.deedBegun()) && step instanceof ActionState action) {
            d.put(action.withDeedBegun());
        }
        if (next instanceof NextAttempt.Again || next instanceof NextAttempt.Never) {
            roomAgain(d, step.id(), batch);
        }
        follow(d, d.batched(step.id()), batch, next);
    }

    private static void follow(DecisionBuilder d, BatchedState step, OpenBatch batch, NextAttempt.AfterFailure next) {
        switch (next) {
            case NextAttempt.Again again -> {
                Waiting why = Waiting.after(batch.phase(), again.why(), again.most());
                d.put(step.replacing(batch.waiting(again.when(), why)));
            }
            case NextAttempt.Pause pause -> {
                String why = pause.why().message();
                if (step.reason() == null) {
                    d.note("step.paused", step.id(), d.id(step, batch), batch.attempt(), why);
                }
                d.put(step.paused("Paused: " + why).replacing(batch.pausing(pause.when())));
            }
            case NextAttempt.Never never -> {
                boolean keeps = d.plan().composes() && step instanceof RecordsState;
                d.put(keeps ? step.replacing(batch.nextAttempt()) : step.without(batch));
                fail(d, step.id(), never.why());
            }
            case NextAttempt.AskAgain ask -> Consents.askAgain(d, step);
            case NextAttempt.OtherAnswers other -> Silence.another(d, step, batch);
        }
    }

    /** A batch that had to pause found room. */
    private static void roomAgain(DecisionBuilder d, String stepId, OpenBatch batch) {
        BatchedState step = d.batched(stepId);
        if (batch.paused() > 0 && step.reason() != null) {
            d.note("step.continued", stepId, d.id(step, batch), batch.attempt(), "there is room again");
            d.put(step.paused(null));
        }
    }

    /** Ends the step, and with it the execution. */
    static void fail(DecisionBuilder d, String stepId, Failure failure) {
        Interruption.giveUp(d, d.step(stepId), StepStatus.ERROR, failure.message());
        if (d.state().failure() == null) {
            d.put(d.state().course().failing(failure));
        }
        d.audit(DROVER, "step.failed", stepId, failure.code() + ": " + failure.message());
        d.tell("step.finished", stepId);
    }

    /** Whether a phase talks to the source; the others that talk to anyone talk to the target. */
    static boolean readsSource(Phase phase) {
        return phase == Phase.EXTRACT;
    }
}
