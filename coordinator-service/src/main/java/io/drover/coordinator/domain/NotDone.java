package io.drover.coordinator.domain;

import io.drover.api.Failure;
import io.drover.api.StepStatus;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What follows when an action answers that it is not done yet, or that there was nothing to do. */
final class NotDone {

    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofDays(1);

    private NotDone() {}

    /**
     * It is asked again when it wants to be, and at its deadline at the latest. What it answers then counts. Whether its deed was begun is
     * the worker's mark, of this attempt or of those before.
     */
    static void yet(DecisionBuilder d, BatchedState step, OpenBatch batch, Result result, Outcome.NotYet answer) {
        d.note("attempt.not-yet", step.id(), result.batch(), result.attempt(), answer.progress());
        if (!Silence.concerns(batch, result.attempt())) {
            return; // a later attempt is under way already
        }
        if (step.status().ended()) {
            GivenUp.over(d, step, batch);
            return;
        }
        if (!(step instanceof ActionState action)) {
            d.put(step.without(batch));
            Decider.fail(d, step.id(), noAction(result));
            return;
        }
        Waiting why = Waiting.notYet(answer.progress());
        ActionState asked = answer.deedBegun() ? action.withDeedBegun() : action;
        Instant deadline = Objects.requireNonNullElse(action.startedAt(), d.now())
                .plus(d.planned(step.id()).longest());
        if (!d.now().isBefore(deadline)) {
            d.put(asked.with(asked.batches().without(batch)));
            Decider.fail(d, step.id(), tooLong(d.planned(step.id()), why));
            return;
        }
        Instant wanted = d.now().plus(within(answer.againMs()));
        d.put(asked.notYet(batch.notYet(wanted.isAfter(deadline) ? deadline : wanted, why), why.why()));
    }

    private static Duration within(long millis) {
        Duration again = Duration.ofMillis(millis);
        return again.compareTo(SOONEST) < 0 ? SOONEST : again.compareTo(LATEST) > 0 ? LATEST : again;
    }

    /** There was nothing to do, which is no end for what another step relies on. */
    static void skipped(DecisionBuilder d, String stepId, String why) {
        StepState step = d.step(stepId);
        if (step.status() != StepStatus.RUNNING) {
            return;
        }
        List<String> relying = d.plan().steps().stream()
                .filter(other -> {
                    Requires requires = other.requires();
                    return requires != null && requires.steps().contains(stepId);
                })
                .map(PlannedStep::id)
                .toList();
        if (!relying.isEmpty()) {
            Decider.fail(d, stepId, reliedOn(stepId, why, relying));
            return;
        }
        d.put(step.ended(StepStatus.SKIPPED, why, d.now()));
        d.audit(Decider.DROVER, "step.skipped", stepId, why);
        d.tell("step.finished", stepId);
    }

    private static Failure tooLong(PlannedStep planned, Waiting last) {
        return new Failure(
                "NOT_DONE_IN_TIME",
                "EXTERNAL",
                "Step " + planned.id() + " is not done after "
                        + planned.longest().toMinutes() + " minutes. It said last: "
                        + last.why() + ". Make sure that it can end, then continue. A recipe can give a step more"
                        + " time with deadlineMinutes.");
    }

    private static Failure reliedOn(String step, String why, List<String> relying) {
        return new Failure(
                "SKIPPED_WHAT_IS_REQUIRED",
                "USER",
                "Step " + step + " says that there is nothing to do (" + why + "), and " + String.join(", ", relying)
                        + " must not begin unless it was done.");
    }

    private static Failure noAction(Result result) {
        return new Failure(
                "RESULT_MAKES_NO_SENSE",
                "INTERNAL",
                result.worker() + " says of batch " + result.batch() + ", attempt " + result.attempt()
                        + ", that it is not done yet, and only an action may. This is a bug; keep the evidence bundle.");
    }
}
