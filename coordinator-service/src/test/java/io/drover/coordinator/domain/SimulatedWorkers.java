package io.drover.coordinator.domain;

import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Answers every command as honest workers would, in an order that a seed decides, and can answer it many times. */
final class SimulatedWorkers {

    private final Plan plan;
    private final Decider decider;
    private final Random random;
    private final int copies;
    private final List<Result> undelivered = new ArrayList<>();
    private final Set<String> issued = new HashSet<>();
    private final ArrayDeque<String> loadOrder = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private ExecutionState state;

    SimulatedWorkers(Plan plan, long seed, int copies) {
        this.plan = plan;
        this.decider = new Decider(plan);
        this.random = new Random(seed);
        this.copies = copies;
        this.state = ExecutionState.of("ex", plan, now);
    }

    ExecutionState runToTheEnd() {
        take(decider.decide(state, new Signal.Started(), now));
        while (!undelivered.isEmpty()) {
            Collections.shuffle(undelivered, random);
            now = now.plusMillis(random.nextInt(200));
            take(decider.decide(state, new Signal.Arrived(List.of(undelivered.removeLast())), now));
        }
        return state;
    }

    /** LOAD batches in the order in which they were commanded, as {@code step/number}. */
    List<String> loadOrder() {
        return List.copyOf(loadOrder);
    }

    private void take(Decision decision) {
        state = decision.next();
        assertWithinAllowance();
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.Issue issue) {
                if (!issued.add(issue.id() + "#" + issue.batch().attempt())) {
                    throw new AssertionError("commanded twice: " + issue.id());
                }
                if (issue.id().phase() == Phase.LOAD) {
                    loadOrder.add(issue.id().step() + "/" + issue.id().number());
                }
                for (int i = 0; i < copies; i++) {
                    undelivered.add(answer(issue));
                }
            }
        }
    }

    private void assertWithinAllowance() {
        int source = 0;
        int target = 0;
        for (StepState step : state.steps()) {
            for (OpenBatch batch : step.open()) {
                if (batch.phase() == Phase.EXTRACT) {
                    source += batch.share();
                } else {
                    target += batch.share();
                }
            }
        }
        int most = plan.limits().concurrency();
        if (source > most || target > most) {
            throw new AssertionError("of " + most + " requests allowed, " + source + " and " + target + " are granted");
        }
    }

    private Result answer(Effect.Issue issue) {
        return new Result(
                Result.VERSION,
                issue.id(),
                issue.batch().attempt(),
                "worker",
                now,
                Duration.ofMillis(100).toMillis(),
                new Usage(10, 0),
                RecordsAnswers.to(plan, state, issue));
    }
}
