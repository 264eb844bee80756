package io.drover.coordinator.domain;

import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The one place that decides how an execution goes on. Pure: the same plan, state, signal and time give the same decision,
 * so that a recorded history replays. A message that comes twice, late or out of order changes nothing.
 */
public final class Decider {

    /** How often a batch is tried before its step fails, when the cause may go away by itself. */
    static final int MAX_ATTEMPTS = 8;

    /** In the audit: what Drover did by itself. */
    static final String DROVER = "drover";

    private static final int MAX_INTERNAL_ATTEMPTS = 2;
    /** In a planned window a person is at hand, and minutes of waiting are theirs. */
    private static final int MAX_OPERATION_ATTEMPTS = 3;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    /** An attempt that gave a sign of life and then none for so long is dead. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** A batch that finds the staging store full looks again after this, for as long as it takes to make room. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final String STAGING_FULL = "STAGING_FULL";

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
        switch (result.outcome()) {
            case Outcome.Running running -> alive(d, step.get(), open.get(), result);
            // Whichever attempt's manifest was first is the batch's, so an earlier attempt's success counts.
            case Outcome.Done done -> closed(d, step.get(), open.get(), result, done);
            case Outcome.Failed failed -> failed(d, step.get(), open.get(), result, failed);
        }
    }

    private static void alive(Deliberation d, StepState step, OpenBatch batch, Result result) {
        if (batch.status() == OpenBatch.Status.RUNNING && result.attempt() == batch.attempt()) {
            d.put(step.replacing(batch.running(d.now().plus(SILENCE), batch.share())));
        }
    }

    private void timePassed(Deliberation d) {
        for (StepState step : d.state().steps()) {
            for (OpenBatch batch : step.open()) {
                if (batch.due() == null || batch.due().isAfter(d.now())) {
                    continue;
                }
                if (batch.status() == OpenBatch.Status.RUNNING) {
                    overdue(d, step, batch);
                } else {
                    d.put(d.step(step.id()).replacing(batch.nextAttempt()));
                }
            }
        }
    }

    private void overdue(Deliberation d, StepState step, OpenBatch batch) {
        d.note("batch.overdue", step.id(), d.id(step, batch), batch.attempt(), "no result or sign of life in time");
        retryOrFail(
                d,
                step.id(),
                batch,
                mayRepeat(d, step.id(), false) ? MAX_ATTEMPTS : 1,
                d.now(),
                new Failure(
                        "NO_RESULT",
                        "RESOURCES",
                        "No worker finished a batch of step " + step.id() + " within "
                                + plan.limits().deadline().toSeconds() + " s of its last sign of life; is the "
                                + batch.phase().word() + " service running?"));
    }

    private static void closed(Deliberation d, StepState step, OpenBatch batch, Result result, Outcome.Done done) {
        boolean records = d.planned(step.id()).kind() == StepKind.RECORDS;
        Counts counts = records ? RecordsFlow.counted(step, batch, done.counts()) : done.counts();
        PhaseProgress after = step.progress(batch.phase()).closed(counts, result.usage(), result.durationMs(), d.now());
        d.put(step.closing(batch, after, done.findings()));
        goesOn(d, step.id(), batch);
        d.usage(batch.phase(), result.usage());
        d.effect(new Effect.Close(result));
        d.note("batch.done", step.id(), result.batch(), result.attempt(), result.worker());
        if (records) {
            d.put(d.step(step.id()).withErrors(done.totals().getOrDefault(StepState.ERRORS, 0L)));
            RecordsFlow.closed(d, step.id(), batch, done);
            Rejections.limit(d, step.id());
        } else {
            d.put(d.step(step.id()).left(done.parts(), done.totals(), done.facts()));
        }
    }

    private static void failed(Deliberation d, StepState step, OpenBatch batch, Result result, Outcome.Failed failed) {
        d.note("attempt.failed", step.id(), result.batch(), result.attempt(), failed.code() + ": " + failed.message());
        if (result.attempt() < batch.attempt() || batch.status() != OpenBatch.Status.RUNNING) {
            return; // a later attempt is under way already
        }
        if (failed.code().equals("ALREADY_RUNNING")) {
            return; // the command was delivered twice; the first delivery is alive and will answer
        }
        d.usage(batch.phase(), result.usage());
        if (failed.code().equals("CONSENT_EXPIRED") && Consents.askAgain(d, step)) {
            return;
        }
        Failure failure = new Failure(failed.code(), failed.type().name(), failed.message());
        if (failed.code().equals(STAGING_FULL) && mayPause(d, step, result)) {
            pause(d, step, batch, failure);
            return;
        }
        goesOn(d, step.id(), batch);
        boolean noDeed =
                failed.type() == Outcome.FailureType.RESOURCES && result.usage().requests() == 0;
        int most =
                switch (failed.type()) {
                    case USER -> 1;
                    case INTERNAL -> failed.code().equals("STALE_ATTEMPT") ? MAX_ATTEMPTS : MAX_INTERNAL_ATTEMPTS;
                    case EXTERNAL, RESOURCES ->
                        noDeed || d.planned(step.id()).on() == null ? MAX_ATTEMPTS : MAX_OPERATION_ATTEMPTS;
                };
        Duration backoff = FIRST_WAIT.multipliedBy(1L << Math.min(batch.tries() - 1, 10));
        Duration asked = LongWaits.asked(failed);
        int tries = mayRepeat(d, step.id(), noDeed) ? most : 1;
        Duration longest = d.plan().policies().longestWait();
        if (tries > 1 && asked.compareTo(longest) > 0) {
            fail(d, step.id(), LongWaits.tooLong(failed, longest, d.now()));
            return;
        }
        Duration wait = backoff.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : backoff;
        Instant when = d.now().plus(asked.compareTo(wait) > 0 && tries > 1 ? asked : wait);
        retryOrFail(d, step.id(), batch, tries, when, failure);
    }

    /** What sent nothing may begin at any time; what sent something, where it may be tried again anyway. */
    private static boolean mayPause(Deliberation d, StepState step, Result result) {
        return result.usage().requests() == 0 || mayRepeat(d, step.id(), false);
    }

    private static void pause(Deliberation d, StepState step, OpenBatch batch, Failure failure) {
        if (step.reason() == null) {
            d.note("step.paused", step.id(), d.id(step, batch), batch.attempt(), failure.message());
        }
        d.put(step.replacing(batch.pausing(d.now().plus(PAUSE))).paused("Paused: " + failure.message()));
    }

    /** A batch that had to pause found room. */
    private static void goesOn(Deliberation d, String stepId, OpenBatch batch) {
        if (batch.paused() > 0 && d.step(stepId).reason() != null) {
            d.note("step.continued", stepId, d.id(d.step(stepId), batch), batch.attempt(), "there is room again");
            d.put(d.step(stepId).paused(null));
        }
    }

    /**
     * What its recipe says is not safe is never tried again by itself. Past the point of no return nothing is, but the evidence,
     * and what only lacked Drover's own database or disk: to hold that would have a person import once more for nothing.
     *
     * @param noDeed the attempt sent nothing; not to be relied on where a command delivered twice could destroy twice
     */
    private static boolean mayRepeat(Deliberation d, String stepId, boolean noDeed) {
        PlannedStep planned = d.planned(stepId);
        boolean harmless = planned.always() || (noDeed && !planned.destructive());
        return planned.retry() == Retry.SAFE && (d.state().passedAt() == null || harmless);
    }

    private static void retryOrFail(
            Deliberation d, String stepId, OpenBatch batch, int most, Instant when, Failure failure) {
        if (batch.tries() < most) {
            d.put(d.step(stepId).replacing(batch.waiting(when, Waiting.after(batch.phase(), failure, most))));
            return;
        }
        fail(d, stepId, failure);
    }

    /** Ends the step, and with it the execution. */
    static void fail(Deliberation d, String stepId, Failure failure) {
        d.put(d.step(stepId).ended(StepStatus.ERROR, failure.message(), d.now()));
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
