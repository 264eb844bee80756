package io.drover.coordinator.domain;

import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One execution of {@link DeciderTest#plan()} whose test cases come in batches of a hundred, answered in order. */
final class RunOfRecords {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int BATCH = 100;

    private final Plan plan = DeciderTest.plan();
    private final int batches;
    private final Map<String, Counts> counts = new HashMap<>();
    private final Map<String, Map<String, Long>> totals = new HashMap<>();
    private ExecutionState state = ExecutionState.of("ex", plan, NOW);

    RunOfRecords(int batches) {
        this.batches = batches;
    }

    /** What a phase of the test cases counts, each batch the same. */
    RunOfRecords counts(Phase phase, Counts each) {
        counts.put("testcases/" + phase, each);
        return this;
    }

    /** What the first batch of a phase of the test cases counts. */
    RunOfRecords first(Phase phase, Counts of) {
        counts.put("testcases/" + phase + "/0", of);
        return this;
    }

    /** What a batch of a step and phase totals. */
    RunOfRecords totals(String step, Phase phase, Map<String, Long> each) {
        totals.put(step + "/" + phase, each);
        return this;
    }

    ExecutionState toTheEnd() {
        Decider decider = new Decider(plan);
        ArrayDeque<Effect.Issue> open = new ArrayDeque<>();
        Decision decision = decider.decide(state, new Signal.Started(), NOW);
        take(decision, open);
        while (!open.isEmpty()) {
            take(decider.decide(state, new Signal.Arrived(List.of(answer(open.remove()))), NOW), open);
        }
        return state;
    }

    private void take(Decision decision, ArrayDeque<Effect.Issue> open) {
        state = decision.next();
        decision.effects().forEach(effect -> {
            if (effect instanceof Effect.Issue issue) {
                open.add(issue);
            }
        });
    }

    private Result answer(Effect.Issue issue) {
        String step = issue.id().step();
        Map<String, Long> sums =
                new HashMap<>(totals.getOrDefault(step + "/" + issue.id().phase(), Map.of()));
        Map<String, Integer> parts = new HashMap<>();
        Counts counted = Counts.NONE;
        if (step.equals("survey")) {
            parts.put("specs-testcase", batches);
            sums.put("testcase", (long) batches * BATCH);
        } else if (step.equals("testcases")) {
            String phase = step + "/" + issue.id().phase();
            Counts each = counts.getOrDefault(phase, new Counts(BATCH, BATCH, 0, 0, 0, 0));
            counted = counts.getOrDefault(phase + "/" + issue.id().number(), each);
            parts.put("plain", BATCH);
        }
        Outcome done = new Outcome.Done(counted, Map.of(), parts, sums);
        return new Result(Result.VERSION, issue.id(), issue.batch().attempt(), "w", NOW, 5, new Usage(1, 0), done);
    }
}
