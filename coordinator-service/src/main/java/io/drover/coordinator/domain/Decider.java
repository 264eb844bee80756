package io.drover.coordinator.domain;

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
        Deliberation d = new Deliberation(plan, state, now);
        switch (signal) {
            case Signal.Started started -> {
                d.audit(DROVER, "execution.started", null, "plan " + plan.hash());
                d.tell("execution.started", null);
            }
            case Signal.Arrived arrived -> {
                for (Result result : arrived.results()) {
                    result(d, result);
                    Advance.of(d);
                }
            }
            case Signal.TimePassed passed -> timePassed(d);
            case Signal.StopAsked stop -> Persons.stop(d);
            case Signal.Confirmed confirmed -> Persons.confirm(d, confirmed);
            case Signal.Consented consented -> Persons.consent(d, consented);
            case Signal.Resumed resumed -> Persons.resume(d, resumed);
            case Signal.Abandoned abandoned -> Persons.abandon(d, abandoned);
            case Signal.Broken broken -> BrokenOff.of(d, broken);
        }
        Advance.of(d);
        return d.decision();
    }

    private static void result(Deliberation d, Result result) {
        Optional<StepState> step = d.state().find(result.batch().step());
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
            case Outcome.Cancelled cancelled -> GivenUp.cancelled(d, step.get(), open.get(), result, cancelled);
        }
    }

    private static void timePassed(Deliberation d) {
        for (StepState step : d.state().steps()) {
            for (OpenBatch batch : step.open()) {
                // What became of another batch may have ended the step meanwhile.
                d.step(step.id())
                        .open(batch.phase(), batch.number())
                        .filter(now -> now.due() != null && !now.due().isAfter(d.now()))
                        .ifPresent(due -> due(d, d.step(step.id()), due));
            }
        }
    }

    private static void due(Deliberation d, StepState step, OpenBatch batch) {
        Instant unheard = batch.unheardSince();
        if (batch.status() != OpenBatch.Status.RUNNING) {
            d.put(step.replacing(batch.nextAttempt()));
        } else if (step.status().ended()) {
            GivenUp.silent(d, step, batch);
        } else if (step.status() == StepStatus.PENDING && d.plan().composes()) {
            GivenUp.toBeginAgain(d, step, batch);
        } else if (unheard != null) {
            Silence.unheard(d, step, batch, unheard);
        } else {
            d.note("batch.overdue", step.id(), d.id(step, batch), batch.attempt(), "no result or sign of life in time");
            follow(d, step.id(), batch, RetryPolicy.afterSilence(d, step, batch));
        }
    }

    private static void closed(Deliberation d, StepState step, OpenBatch batch, Result result, Outcome.Done done) {
        boolean records = d.planned(step.id()).kind() == StepKind.RECORDS;
        if (!records && step.progress(batch.phase()).hasClosed(batch.number())) {
            // By an attempt whose end came when its step had failed: a resume is answered with what that one left.
            d.put(step.without(batch).left(done.parts(), done.totals(), done.facts()));
            d.note("batch.done", step.id(), result.batch(), result.attempt(), result.worker());
            return;
        }
        Counts counts = records ? RecordsFlow.counted(step, batch, done.counts()) : done.counts();
        PhaseProgress after = step.progress(batch.phase()).closed(counts, result.usage(), result.durationMs(), d.now());
        d.put(step.closing(batch, after, done.findings()));
        if (!step.status().ended()) {
            goesOn(d, step.id(), batch);
        }
        d.effect(new Effect.Close(result));
        d.note("batch.done", step.id(), result.batch(), result.attempt(), result.worker());
        if (records) {
            d.put(d.step(step.id()).withErrors(done.totals().getOrDefault(StepState.ERRORS, 0L)));
            if (!step.status().ended()) {
                RecordsFlow.closed(d, step.id(), batch, done);
                Rejections.limit(d, step.id());
            } else if (GivenUp.mayGoOn(d, step)) {
                RecordsFlow.closed(d, step.id(), batch, done);
                d.put(d.step(step.id()).settingAside());
            }
        } else {
            d.put(d.step(step.id()).left(done.parts(), done.totals(), done.facts()));
        }
    }

    private static void failed(Deliberation d, StepState step, OpenBatch batch, Result result, Outcome.Failed failed) {
        d.note("attempt.failed", step.id(), result.batch(), result.attempt(), failed.code() + ": " + failed.message());
        if (!Silence.concerns(batch, result.attempt())) {
            return; // a later attempt is under way already
        }
        if (RetryPolicy.answersLater(failed)) {
            Silence.another(d, step, batch);
            return;
        }
        if (step.status().ended()) {
            GivenUp.over(d, step, batch);
            return;
        }
        if (Consents.askAgain(d, step, failed)) {
            return;
        }
        if (Boolean.TRUE.equals(failed.deedBegun()) && !step.deedBegun()) {
            d.put(step.withDeedBegun());
        }
        RetryPolicy.Next next = RetryPolicy.after(d, step, batch, result, failed);
        if (!(next instanceof RetryPolicy.Next.Pause)) {
            goesOn(d, step.id(), batch);
        }
        follow(d, step.id(), batch, next);
    }

    private static void follow(Deliberation d, String stepId, OpenBatch batch, RetryPolicy.Next next) {
        switch (next) {
            case RetryPolicy.Next.Again again -> {
                Waiting why = Waiting.after(batch.phase(), again.why(), again.most());
                d.put(d.step(stepId).replacing(batch.waiting(again.when(), why)));
            }
            case RetryPolicy.Next.Pause pause -> pause(d, d.step(stepId), batch, pause);
            case RetryPolicy.Next.Never never -> {
                boolean keeps = d.plan().composes() && d.planned(stepId).kind() == StepKind.RECORDS;
                d.put(
                        keeps
                                ? d.step(stepId).replacing(batch.nextAttempt())
                                : d.step(stepId).without(batch));
                fail(d, stepId, never.why());
            }
        }
    }

    private static void pause(Deliberation d, StepState step, OpenBatch batch, RetryPolicy.Next.Pause pause) {
        String why = pause.why().message();
        if (step.reason() == null) {
            d.note("step.paused", step.id(), d.id(step, batch), batch.attempt(), why);
        }
        d.put(step.replacing(batch.pausing(pause.when())).paused("Paused: " + why));
    }

    /** A batch that had to pause found room. */
    private static void goesOn(Deliberation d, String stepId, OpenBatch batch) {
        if (batch.paused() > 0 && d.step(stepId).reason() != null) {
            d.note("step.continued", stepId, d.id(d.step(stepId), batch), batch.attempt(), "there is room again");
            d.put(d.step(stepId).paused(null));
        }
    }

    /** Ends the step, and with it the execution. */
    static void fail(Deliberation d, String stepId, Failure failure) {
        Advance.giveUp(d, d.step(stepId), StepStatus.ERROR, failure.message());
        if (d.state().failure() == null) {
            d.state(d.state().failing(failure));
        }
        d.audit(DROVER, "step.failed", stepId, failure.code() + ": " + failure.message());
        d.tell("step.finished", stepId);
    }

    /** Whether a phase talks to the source; the others that talk to anyone talk to the target. */
    static boolean readsSource(Phase phase) {
        return phase == Phase.EXTRACT;
    }
}
