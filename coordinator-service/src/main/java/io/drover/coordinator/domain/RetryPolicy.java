package io.drover.coordinator.domain;

import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import java.time.Duration;
import java.time.Instant;

/** What follows an attempt that failed: the one place that knows the codes, how often it is tried again, and after how long. */
final class RetryPolicy {

    /** How often a batch is tried before its step fails, when the cause may go away by itself. */
    static final int MAX_ATTEMPTS = 8;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    /** A batch that finds the staging store full looks again after this, for as long as it takes to make room. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final String STAGING_FULL = "STAGING_FULL";

    /** Why an attempt failed, and how often a batch of records or a service's operation, and a connector's, is tried in all. */
    private enum Cause {
        /** A person has to mend it. */
        PERSON(1, 1),
        /** A bug, which rarely goes away. */
        DEFECT(2, 2),
        /** Another attempt of this batch holds its claim. */
        OTHER_ATTEMPT(MAX_ATTEMPTS, MAX_ATTEMPTS),
        /** Drover's own database or staging store was away, and nothing was begun outside. */
        NOTHING_BEGUN(MAX_ATTEMPTS, MAX_ATTEMPTS),
        /** No result and no sign of life came in time. */
        SILENCE(MAX_ATTEMPTS, MAX_ATTEMPTS),
        /** An outside system, or Drover's own after something was sent; in a planned window a person is at hand. */
        OUTSIDE(MAX_ATTEMPTS, 3);

        private final int most;
        private final int mostOfConnector;

        Cause(int most, int mostOfConnector) {
            this.most = most;
            this.mostOfConnector = mostOfConnector;
        }

        private static Cause of(Outcome.Failed failed, boolean begun) {
            return switch (failed.type()) {
                case USER -> PERSON;
                case INTERNAL -> failed.code().equals("STALE_ATTEMPT") ? OTHER_ATTEMPT : DEFECT;
                case EXTERNAL -> OUTSIDE;
                case RESOURCES -> begun ? OUTSIDE : NOTHING_BEGUN;
            };
        }

        private int most(PlannedStep planned) {
            return planned.on() == null ? most : mostOfConnector;
        }
    }

    /** What follows. */
    sealed interface Next {

        /** Another attempt at {@code when}; there are at most {@code most}. */
        record Again(Instant when, int most, Failure why) implements Next {}

        /** Another attempt at {@code when}, and this one counts for none: there was no room to begin. */
        record Pause(Instant when, Failure why) implements Next {}

        /** None: the step fails. */
        record Never(Failure why) implements Next {}
    }

    private RetryPolicy() {}

    /** Whether the command was delivered twice, and the first delivery is alive and will answer. */
    static boolean answersLater(Outcome.Failed failed) {
        return failed.code().equals("ALREADY_RUNNING");
    }

    /** Whether the worker came to the command after its consent had ended, and sent nothing. */
    static boolean consentExpired(Outcome.Failed failed) {
        return failed.code().equals("CONSENT_EXPIRED");
    }

    /** What follows a failure that was answered. */
    static Next after(Deliberation d, StepState step, OpenBatch batch, Result result, Outcome.Failed failed) {
        Failure failure = new Failure(failed.code(), failed.type().name(), failed.message());
        PlannedStep planned = d.planned(step.id());
        boolean begun = begun(d, planned, result, failed);
        if (failed.code().equals(STAGING_FULL) && (!begun || mayRepeat(d, planned))) {
            return new Next.Pause(d.now().plus(PAUSE), failure);
        }
        Cause cause = Cause.of(failed, begun);
        int most = mayRepeat(d, planned, cause, failed) ? cause.most(planned) : 1;
        Duration asked = LongWaits.asked(failed);
        Duration longest = d.plan().policies().longestWait();
        if (most > 1 && asked.compareTo(longest) > 0) {
            return new Next.Never(LongWaits.tooLong(failed, longest, d.now()));
        }
        Duration wait = backoff(batch);
        Duration longer = most > 1 && asked.compareTo(wait) > 0 ? asked : wait;
        return again(batch, most, d.now().plus(longer), failure);
    }

    /** What follows when no result and no sign of life came in time. */
    static Next afterSilence(Deliberation d, StepState step, OpenBatch batch) {
        PlannedStep planned = d.planned(step.id());
        String what = d.plan().listens()
                ? "An attempt at a batch of step " + step.id() + " gave signs of life, and then none for "
                        + Silence.DEATH.toSeconds() + " s; its worker of phase "
                        + batch.phase().word() + " has died, or does not reach Kafka."
                : "No worker finished a batch of step " + step.id() + " within "
                        + d.plan().limits().deadline().toSeconds() + " s of its last sign of life; is the "
                        + batch.phase().word() + " service running?";
        Failure failure = new Failure("NO_RESULT", "RESOURCES", what);
        return again(batch, mayRepeat(d, planned) ? Cause.SILENCE.most(planned) : 1, d.now(), failure);
    }

    private static Next again(OpenBatch batch, int most, Instant when, Failure failure) {
        return batch.tries() < most ? new Next.Again(when, most, failure) : new Next.Never(failure);
    }

    private static Duration backoff(OpenBatch batch) {
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(batch.tries() - 1, 10));
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    /**
     * Whether something may have been done outside. The worker's mark says it; where nobody tells, requests are counted, and
     * what is irreversible counts as begun.
     */
    private static boolean begun(Deliberation d, PlannedStep planned, Result result, Outcome.Failed failed) {
        Boolean told = failed.deedBegun();
        if (told != null && d.plan().composes()) {
            return told;
        }
        return result.usage().requests() > 0
                || (planned.irreversible() && d.plan().composes());
    }

    /** What was not begun may be commanded again whatever it is; what may have been begun, as its guard and its recipe say. */
    private static boolean mayRepeat(Deliberation d, PlannedStep planned, Cause cause, Outcome.Failed failed) {
        if (d.plan().composes() && Boolean.FALSE.equals(failed.deedBegun())) {
            return true;
        }
        boolean nothing = cause == Cause.NOTHING_BEGUN && !planned.irreversible() && planned.retry() == Retry.SAFE;
        return nothing || mayRepeat(d, planned);
    }

    /** Only a step whose retry is SAFE is repeated automatically; past the point of no return only if its failure does not hold. */
    private static boolean mayRepeat(Deliberation d, PlannedStep planned) {
        return planned.retry() == Retry.SAFE && (d.state().passedAt() == null || !planned.holds());
    }
}
