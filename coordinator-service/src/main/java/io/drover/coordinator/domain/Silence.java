package io.drover.coordinator.domain;

import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What silence about a batch that is commanded means. Before its first sign of life it waits in its topic, for as long as workers
 * need to come to it, and fails nothing; after it, silence is death. Whichever attempt gives signs, the batch lives.
 */
final class Silence {

    /** An attempt that gave a sign of life and then none for so long is dead. */
    static final Duration DEATH = Duration.ofSeconds(30);
    /**
     * What is given up answers, or gives a sign of life, at once when it runs. Of what does neither in this time a worker will
     * refuse the command when it comes to it.
     */
    private static final Duration STOP = Duration.ofSeconds(3);

    private Silence() {}

    /** A batch becomes a command now. */
    static OpenBatch command(DecisionBuilder d, OpenBatch batch, int share) {
        Instant due = d.now().plus(d.plan().limits().deadline());
        return batch.commanded(due, share, d.plan().listens() ? d.now() : null);
    }

    /** An attempt says that it lives. */
    static void alive(DecisionBuilder d, BatchedState step, OpenBatch batch, Result result) {
        boolean counts =
                result.attempt() == batch.attempt() || (d.plan().listens() && result.attempt() < batch.attempt());
        if (batch.runs() && counts) {
            d.put(step.replacing(batch.heard(d.now().plus(DEATH))));
        }
    }

    /** The attempt did not begin, since another one lives: that one is the batch's. */
    static void another(DecisionBuilder d, BatchedState step, OpenBatch batch) {
        if (d.plan().listens()) {
            d.put(step.replacing(batch.deferring(d.now().plus(DEATH))));
        }
    }

    /** Whether what an attempt answers is about the batch as it is: the latest attempt, or the one to which that one deferred. */
    static boolean concerns(OpenBatch batch, int attempt) {
        return batch.runs() && (attempt == batch.attempt() || batch.deferred());
    }

    /** Whether a batch is overdue that nobody has begun, so that nothing is known to be dead. */
    static boolean isUnheard(OpenBatch batch) {
        return batch.unheardSince() != null;
    }

    /** Nobody has begun the batch in time. */
    static void unheard(DecisionBuilder d, BatchedState step, OpenBatch batch, Instant since) {
        Waiting why = why(batch.phase(), since);
        d.note("batch.waits", step.id(), d.id(step, batch), batch.attempt(), why.why());
        switch (d.retry().unheard(d.planned(step.id()), since, why.why())) {
            case NextAttempt.Beside beside -> {
                OpenBatch again = batch.commandedAgain(beside.until(), why);
                d.put(step.replacing(again));
                Dispatch.send(d, step, again);
            }
            case NextAttempt.Wait wait -> d.put(step.replacing(batch.unbegun(wait.until(), why)));
            case NextAttempt.AskAgain ask -> Consents.askAgain(d, step);
            case NextAttempt.Never never -> Decider.fail(d, step.id(), never.why());
        }
    }

    private static Waiting why(Phase phase, Instant since) {
        String service =
                switch (phase) {
                    case EXTRACT -> "extractor-service";
                    case TRANSFORM -> "transformer-service";
                    case LOAD -> "loader-service";
                    case VALIDATE -> "validator-service";
                    case ARCHIVE -> "archive-service";
                };
        return new Waiting(
                "no " + service + " has taken the batch since " + since.truncatedTo(ChronoUnit.SECONDS)
                        + "; it waits in the topic, or none runs",
                0);
    }

    /** A batch that is commanded, and whose step is given up: until when it is waited for. */
    static OpenBatch givenUp(OpenBatch batch, Instant now) {
        Instant latest = now.plus(isUnheard(batch) ? STOP : DEATH);
        Instant due = batch.due();
        return batch.ending(due == null || due.isAfter(latest) || isUnheard(batch) ? latest : due);
    }
}
