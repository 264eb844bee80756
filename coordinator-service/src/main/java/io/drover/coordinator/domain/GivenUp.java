package io.drover.coordinator.domain;

import io.drover.api.StepStatus;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;

/** What becomes of batches that ran when their step was given up. */
final class GivenUp {

    private static final int NEVER = 0;

    private GivenUp() {}

    /** An attempt ended, or was not begun, since its step is given up: what it had done counts. */
    static void cancelled(
            DecisionBuilder d, BatchedState step, OpenBatch batch, Result result, Outcome.Cancelled cancelled) {
        if (cancelled.empty() && !Silence.concerns(batch, result.attempt())) {
            return; // another attempt may have done something
        }
        d.note("batch.cancelled", step.id(), result.batch(), result.attempt(), result.worker());
        if (!step.status().ended()) {
            d.put(step.replacing(batch.refused(
                    d.retry().afterRefusal(), new Waiting("a worker takes its step for given up", NEVER))));
            return;
        }
        PhaseProgress after = step.progress(batch.phase())
                .cancelled(cancelled.counts(), result.usage(), result.durationMs(), d.now());
        d.put(step.closing(batch, after, cancelled.findings()));
        if (!cancelled.empty()) {
            d.effect(new Effect.Close(result));
        }
    }

    /** Nobody says anything about it any more: whoever comes to it later refuses it. */
    static void silent(DecisionBuilder d, BatchedState step, OpenBatch batch) {
        d.note("batch.silent", step.id(), d.id(step, batch), batch.attempt(), "given up, and nothing is heard of it");
        over(d, step, batch);
    }

    /** The attempt ended without a result that counts. */
    static void over(DecisionBuilder d, BatchedState step, OpenBatch batch) {
        d.put(
                step instanceof RecordsState records && mayGoOn(d, records)
                        ? records.with(records.batches().replacing(batch.nextAttempt()))
                                .settingAside()
                        : step.without(batch));
    }

    /**
     * Its execution went on before it was known what became of it. It is commanded again when its step begins, and not before;
     * an action's next attempt is opened then.
     */
    static void toBeginAgain(DecisionBuilder d, BatchedState step, OpenBatch batch) {
        d.put(step instanceof RecordsState ? step.replacing(batch.anew()) : step.without(batch));
    }

    /** Whether an execution that is held may go on with what is open of a step that failed. */
    static boolean mayGoOn(DecisionBuilder d, RecordsState step) {
        return d.plan().composes() && step.status() == StepStatus.ERROR;
    }
}
