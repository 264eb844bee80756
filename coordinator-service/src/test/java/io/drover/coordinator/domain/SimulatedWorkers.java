package io.drover.coordinator.domain;

import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Answers every command as honest workers would, in an order that a seed decides, and can answer it many times. */
final class SimulatedWorkers {

    static final int FOLDER_BATCHES = 2;
    static final int CASE_BATCHES = 7;
    static final int RECORDS_PER_BATCH = 10;

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
                outcome(issue));
    }

    private Outcome outcome(Effect.Issue issue) {
        String step = issue.id().step();
        boolean records = plan.step(step).kind() == StepKind.RECORDS;
        Map<String, Integer> parts = new HashMap<>();
        Map<String, Long> totals = new HashMap<>();
        Counts counts = Counts.NONE;
        if (step.equals("survey")) {
            parts.put("specs-folder", FOLDER_BATCHES);
            parts.put("specs-testcase", CASE_BATCHES);
            totals.put("folder", (long) FOLDER_BATCHES * RECORDS_PER_BATCH);
            totals.put("testcase", (long) CASE_BATCHES * RECORDS_PER_BATCH);
        } else if (records) {
            boolean link = issue.id().phase() == Phase.TRANSFORM
                    && issue.id().number() == state.step(step).specs();
            counts = counts(issue, link);
            if (link) {
                parts.put("level-001-*", 1);
                parts.put("level-002-*", 1);
            } else if (issue.id().phase() == Phase.TRANSFORM) {
                // Of ten records, one refers to its own kind.
                parts.put("plain", RECORDS_PER_BATCH - 1);
                parts.put("linked", 1);
            }
        }
        return new Outcome.Done(counts, Map.of("UNCHANGED", 1), parts, totals);
    }

    /** Seven and two level records per step: the level batches hold what the plain ones leave. */
    private Counts counts(Effect.Issue issue, boolean link) {
        int linked = state.step(issue.id().step()).specs();
        long n =
                switch (issue.id().phase()) {
                    case EXTRACT, TRANSFORM -> link ? linked : RECORDS_PER_BATCH;
                    case LOAD, VALIDATE -> {
                        String part = issue.batch().part();
                        yield part == null ? RECORDS_PER_BATCH - 1 : part.startsWith("level-001") ? linked - 2 : 2;
                    }
                    case ARCHIVE -> 0;
                };
        return new Counts(n, n, 0, 0, 0, 0);
    }
}
