package io.drover.coordinator.planning;

import io.drover.api.AuditLine;
import io.drover.api.StepStatus;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.domain.Challenge;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.RefusedException;
import io.drover.coordinator.domain.Retry;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.domain.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One execution whose every message comes many times, in any order and any number at once, as a seed decides. The clock
 * stands still but where something has to be waited for.
 */
final class Shuffled {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MOST_AT_ONCE = 20;
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final Plan plan;
    private final Answers answers;
    private final boolean failing;
    private final int copies;
    private final Decider decider;
    private final Random random;
    private final List<Result> undelivered = new ArrayList<>();
    private final List<AuditLine> audit = new ArrayList<>();
    private ExecutionState state;
    private Instant now = START;

    /** What a worker answers when it can. */
    interface Answers {
        Outcome to(Plan plan, ExecutionState state, Effect.Issue issue);
    }

    /** @param failing whether some first attempts fail: throttled, and to be tried again after a wait */
    Shuffled(Plan plan, Answers answers, boolean failing, int copies, long seed) {
        this.plan = plan;
        this.answers = answers;
        this.failing = failing;
        this.copies = copies;
        this.decider = new Decider(plan);
        this.random = new Random(seed);
        this.state = ExecutionState.of("ex", plan, now);
    }

    /** Runs until it has ended and everything that is left over has been delivered too. */
    Shuffled run() {
        tell(new Signal.Started());
        while (!state.status().ended()) {
            boolean mail = !undelivered.isEmpty() && random.nextInt(10) > 0;
            if (mail) {
                deliver();
            } else if (!askPeople() && !waitAMoment() && undelivered.isEmpty()) {
                throw new AssertionError("nothing moves: " + state);
            }
        }
        while (!undelivered.isEmpty()) {
            deliver();
        }
        return this;
    }

    ExecutionState state() {
        return state;
    }

    List<AuditLine> audit() {
        return audit;
    }

    private void deliver() {
        List<Result> some = new ArrayList<>();
        for (int i = random.nextInt(MOST_AT_ONCE); i >= 0 && !undelivered.isEmpty(); i--) {
            int any = random.nextInt(undelivered.size());
            some.add(undelivered.get(any));
            undelivered.set(any, undelivered.getLast());
            undelivered.removeLast();
        }
        tell(new Signal.Arrived(some));
    }

    /** Until the next attempt may begin; repeated answers of the one before may still be under way. */
    private boolean waitAMoment() {
        Instant due = state.nextDue().orElse(Instant.MAX);
        if (due.isAfter(now.plus(A_MOMENT))) {
            return false;
        }
        now = due.isAfter(now) ? due : now;
        repeat(new Signal.TimePassed());
        return true;
    }

    private boolean askPeople() {
        for (StepState step : state.steps()) {
            if (step.status() == StepStatus.WAITING) {
                Challenge asked = Challenge.asked(plan, state);
                repeat(
                        asked == null
                                ? new Signal.Confirmed(step.id(), "ann", "done")
                                : new Signal.Consented("ann", asked.hash(), asked.phrase()));
                return true;
            }
        }
        return false;
    }

    /** People press a button twice, too. */
    private void repeat(Signal signal) {
        for (int i = 0; i < copies; i++) {
            try {
                tell(signal);
            } catch (RefusedException e) {
                if (i == 0) {
                    throw e;
                }
            }
        }
    }

    private void tell(Signal signal) {
        Decision decision = decider.decide(state, signal, now);
        state = decision.next();
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Issue issue -> answer(issue);
                case Effect.Audited audited -> audit.add(audited.line());
                case Effect.Close close -> {} // in the state
                case Effect.Cancel cancel -> {} // likewise
                case Effect.Note note -> {} // of how it came, which differs
                case Effect.Tell told -> {} // likewise
            }
        }
    }

    private void answer(Effect.Issue issue) {
        int attempt = issue.batch().attempt();
        boolean mayFail = plan.step(issue.id().step()).retry() == Retry.SAFE && state.passedAt() == null;
        boolean fails = failing && mayFail && attempt == 1 && issue.id().number() % 3 == 0;
        Outcome outcome = fails
                ? new Outcome.Failed("THROTTLED", Outcome.FailureType.EXTERNAL, "slow down", 2_000L)
                : answers.to(plan, state, issue);
        Usage usage = new Usage(10, fails ? 1 : 0);
        Result result = new Result(Result.VERSION, issue.id(), attempt, "worker", START, 100, usage, outcome);
        for (int i = 0; i < copies; i++) {
            undelivered.add(result);
        }
    }
}
