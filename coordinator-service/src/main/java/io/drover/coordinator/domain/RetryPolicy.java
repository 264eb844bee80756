package io.drover.coordinator.domain;

import static io.drover.contracts.Outcome.FailureType.EXTERNAL;
import static io.drover.contracts.Outcome.FailureType.INTERNAL;
import static io.drover.contracts.Outcome.FailureType.RESOURCES;
import static io.drover.contracts.Outcome.FailureType.USER;
import static io.drover.coordinator.domain.RetryPolicy.Deed.ANY;
import static io.drover.coordinator.domain.RetryPolicy.Deed.BEGUN;
import static io.drover.coordinator.domain.RetryPolicy.Deed.NOTHING_SENT;
import static io.drover.coordinator.domain.RetryPolicy.Deed.NOT_BEGUN;
import static io.drover.coordinator.domain.RetryPolicy.Then.AGAIN;
import static io.drover.coordinator.domain.RetryPolicy.Then.ASK;
import static io.drover.coordinator.domain.RetryPolicy.Then.OTHER;
import static io.drover.coordinator.domain.RetryPolicy.Then.PAUSE;
import static io.drover.coordinator.domain.RetryPolicy.Whom.EVERY;
import static io.drover.coordinator.domain.RetryPolicy.Whom.HARMLESS;
import static io.drover.coordinator.domain.RetryPolicy.Whom.SAFE;

import io.drover.api.Failure;
import io.drover.contracts.Command;
import io.drover.contracts.Outcome;
import io.drover.contracts.Outcome.FailureType;
import io.drover.contracts.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether, when and how often an attempt is tried again: the one place that knows the codes of failures. It decides, and does nothing. */
final class RetryPolicy {

    /**
     * What follows a failure: the first row that fits.
     *
     * <p>A row holds for the steps that its column says. Others are not tried again. Two rules are beside it: what its worker says was
     * not begun may be tried again whatever it is; and a step that needs no consent, or may not be asked about again, passes ASK over.
     */
    private static final List<Row> TABLE = List.of(
            // code, type, what was done outside, what follows, for which steps, tries in all, those of a connector's
            // action
            new Row("ALREADY_RUNNING", null, ANY, OTHER, EVERY, 0, 0),
            new Row("CONSENT_EXPIRED", null, ANY, ASK, EVERY, 0, 0),
            new Row("STAGING_FULL", null, Set.of(NOT_BEGUN, NOTHING_SENT), PAUSE, EVERY, 0, 0),
            new Row("STAGING_FULL", null, Set.of(BEGUN), PAUSE, SAFE, 0, 0),
            // A person has to mend it.
            new Row(null, USER, ANY, AGAIN, SAFE, 1, 1),
            // Another attempt of this batch holds its claim.
            new Row("STALE_ATTEMPT", INTERNAL, ANY, AGAIN, SAFE, 8, 8),
            // A bug, which rarely goes away.
            new Row(null, INTERNAL, ANY, AGAIN, SAFE, 2, 2),
            // An outside system. In a maintenance window a person is there and can act, so fewer attempts are enough.
            new Row(null, EXTERNAL, ANY, AGAIN, SAFE, 8, 3),
            // Drover's own database or staging store.
            new Row(null, RESOURCES, Set.of(NOT_BEGUN, NOTHING_SENT), AGAIN, HARMLESS, 8, 8),
            new Row(null, RESOURCES, Set.of(BEGUN), AGAIN, SAFE, 8, 3));

    /** No result and no sign of life came in time. */
    private static final Row SILENCE = new Row(null, RESOURCES, ANY, AGAIN, SAFE, 8, 8);

    /** Between two tries, doubled each time up to the longest; an outside system may ask for longer. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    /** A batch that finds the staging store full looks again after this, for as long as it takes to make room. */
    private static final Duration PAUSED = Duration.ofSeconds(10);
    /** A worker that refuses what is not given up reads of it a moment later. */
    private static final Duration A_MOMENT = Duration.ofSeconds(10);
    /** Between two commands of a batch that nobody begins lies at most this. */
    private static final Duration LONGEST_UNHEARD = Duration.ofHours(1);
    /** After its permit has ended and this, by whose clock ever, nobody begins an irreversible action any more. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    enum Then {
        /** Another attempt lives and will answer: the command was delivered twice. */
        OTHER,
        /** The worker came too late and did nothing: a person is asked for another consent. */
        ASK,
        /** There was no room to begin: tried again for ever, and this one counts for none. */
        PAUSE,
        /** Tried again so often. */
        AGAIN
    }

    /** What was done outside, as far as it is known. */
    enum Deed {
        /** The worker says that it was not begun. */
        NOT_BEGUN,
        /** No worker says it; nothing was sent, and nothing could have been taken away. */
        NOTHING_SENT,
        /** Something may have been done. */
        BEGUN;

        static final Set<Deed> ANY = Set.of(values());
    }

    enum Whom {
        EVERY,
        /** Those whose retry is SAFE; past the point of no return, those whose failure does not hold, or that take nothing away. */
        HARMLESS,
        /** Those whose retry is SAFE; past the point of no return, those whose failure does not hold. */
        SAFE
    }

    private record Row(
            @Nullable String code,
            @Nullable FailureType type,
            Set<Deed> deeds,
            Then then,
            Whom whom,
            int tries,
            int triesOfConnector) {

        boolean fits(Outcome.Failed failed, Deed deed) {
            return (code == null || code.equals(failed.code()))
                    && (type == null || type == failed.type())
                    && deeds.contains(deed);
        }

        /** In all, before the step fails. */
        int tries(PlannedStep planned) {
            return planned.on() == null ? tries : triesOfConnector;
        }
    }

    private final Plan plan;
    private final ExecutionState state;
    private final Instant now;

    RetryPolicy(Plan plan, ExecutionState state, Instant now) {
        this.plan = plan;
        this.state = state;
        this.now = now;
    }

    /** What follows a failure that was answered. */
    NextAttempt.AfterFailure after(OpenBatch batch, Result result, Outcome.Failed failed) {
        PlannedStep planned = plan.step(result.batch().step());
        Deed deed = deed(planned, result, failed);
        boolean asks = !Boolean.TRUE.equals(failed.deedBegun())
                && !goesOn(planned)
                && Consents.mayAskAgain(plan, state, planned);
        Row row = TABLE.stream()
                .filter(each -> each.fits(failed, deed) && (each.then() != ASK || asks))
                .findFirst()
                .orElseThrow();
        boolean may = deed == NOT_BEGUN || may(planned, row.whom());
        Failure failure = new Failure(failed.code(), failed.type().name(), failed.message());
        return switch (row.then()) {
            case OTHER -> new NextAttempt.OtherAnswers();
            case ASK -> new NextAttempt.AskAgain();
            case PAUSE -> may ? new NextAttempt.Pause(now.plus(PAUSED), failure) : new NextAttempt.Never(failure);
            case AGAIN -> again(batch, may ? row.tries(planned) : 1, failed, failure);
        };
    }

    private NextAttempt.AfterFailure again(OpenBatch batch, int most, Outcome.Failed failed, Failure failure) {
        Duration asked = LongWaits.asked(failed);
        Duration longest = plan.policies().longestWait();
        if (most > 1 && asked.compareTo(longest) > 0) {
            return new NextAttempt.Never(LongWaits.tooLong(failed, longest, now));
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(batch.tries() - 1, 10));
        wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        boolean longer = most > 1 && asked.compareTo(wait) > 0;
        return again(batch, most, now.plus(longer ? asked : wait), failure);
    }

    private static NextAttempt.AfterFailure again(OpenBatch batch, int most, Instant when, Failure failure) {
        return batch.tries() < most ? new NextAttempt.Again(when, most, failure) : new NextAttempt.Never(failure);
    }

    /** What follows when no result and no sign of life came in time. */
    NextAttempt.AfterFailure afterSilence(PlannedStep planned, OpenBatch batch) {
        String what = plan.listens()
                ? "An attempt at a batch of step " + planned.id() + " gave signs of life, and then none for "
                        + Silence.DEATH.toSeconds() + " s; its worker of phase "
                        + batch.phase().word() + " has died, or does not reach Kafka."
                : "No worker finished a batch of step " + planned.id() + " within "
                        + plan.limits().deadline().toSeconds() + " s of its last sign of life; is the "
                        + batch.phase().word() + " service running?";
        int most = may(planned, SILENCE.whom()) ? SILENCE.tries(planned) : 1;
        return again(batch, most, now, new Failure("NO_RESULT", "RESOURCES", what));
    }

    /**
     * What follows when nobody has begun the batch in time. What is irreversible is commanded once: when its permit has ended, nobody
     * begins it any more, and a person is asked again. Without a permit that is when its command has.
     *
     * @param why nobody has, for people
     */
    NextAttempt.Unheard unheard(PlannedStep planned, Instant since, String why) {
        if (!planned.irreversible() || goesOn(planned)) {
            Duration longer = Duration.between(since, now).plus(plan.limits().deadline());
            Instant next = now.plus(longer.compareTo(LONGEST_UNHEARD) > 0 ? LONGEST_UNHEARD : longer);
            return planned.retry() == Retry.SAFE ? new NextAttempt.Beside(next) : new NextAttempt.Wait(next);
        }
        boolean asked = planned.consent() != null;
        Instant ended = (asked
                        ? Consents.expiry(plan, state, planned, since)
                        : since.plus(plan.limits().deadline()).plus(Command.EXPIRY))
                .plus(CLOCKS);
        if (now.isBefore(ended)) {
            return new NextAttempt.Wait(ended);
        }
        String over = asked ? ". Its consent has ended." : ". Its command is too old to be begun.";
        return Consents.mayAskAgain(plan, state, planned)
                ? new NextAttempt.AskAgain()
                : new NextAttempt.Never(new Failure("NOT_BEGUN", "RESOURCES", why + over));
    }

    /** When an attempt is tried again that a worker refused, since it took its step for given up; it counts for none. */
    Instant afterRefusal() {
        return now.plus(A_MOMENT);
    }

    /**
     * What may have been done outside. The worker's mark says it; where nobody tells, requests are counted, and what is irreversible
     * counts as begun.
     */
    private Deed deed(PlannedStep planned, Result result, Outcome.Failed failed) {
        Boolean told = failed.deedBegun();
        if (told != null && plan.composes()) {
            return told ? BEGUN : NOT_BEGUN;
        }
        boolean may = result.usage().requests() > 0 || (planned.irreversible() && plan.composes());
        return may ? BEGUN : NOTHING_SENT;
    }

    /** Whether its deed was begun and it answered since that it is not done yet: to ask again begins nothing. */
    private boolean goesOn(PlannedStep planned) {
        return state.step(planned.id()) instanceof ActionState action && action.asked() > 0 && action.deedBegun();
    }

    private boolean may(PlannedStep planned, Whom whom) {
        boolean holds = state.passedAt() != null && planned.holds();
        return switch (whom) {
            case EVERY -> true;
            case HARMLESS -> planned.retry() == Retry.SAFE && (!holds || !planned.irreversible());
            case SAFE -> planned.retry() == Retry.SAFE && !holds;
        };
    }
}
