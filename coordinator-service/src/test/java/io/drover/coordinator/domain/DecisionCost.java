package io.drover.coordinator.domain;

import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.persistence.DocumentJson;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a decision costs with 10,000 parts of a level to load: with the product's window, and with a window in which all of them are
 * open at once, as releases had it that opened whole levels. Run {@link #main}; a test it is not.
 */
final class DecisionCost {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PARTS = 10_000;
    /** Processor time, so that a busy machine is not measured. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Decider decider;
    private final ArrayDeque<Effect.Issue> commanded = new ArrayDeque<>();
    private final List<Long> nanos = new ArrayList<>();
    private ExecutionState state;

    private DecisionCost(int window) {
        Plan plan = DeciderTest.plan();
        Limits limits = new Limits(250, 16, 4, window, Duration.ofSeconds(120));
        Plan larger = new Plan(
                plan.migration(),
                plan.recipe(),
                plan.title(),
                plan.route(),
                plan.hash(),
                limits,
                plan.policies(),
                null,
                plan.steps());
        this.decider = new Decider(larger);
        this.state = ExecutionState.of("ex", larger, NOW);
    }

    public static void main(String[] arguments) {
        for (int round = 0; round < 3; round++) { // the first is the compiler's
            new DecisionCost(32).run("window 32");
            new DecisionCost(PARTS + 1).run("all open");
        }
    }

    private void run(String what) {
        take(new Signal.Started());
        int open = 0;
        int state1 = 0;
        while (!commanded.isEmpty() && nanos.size() < PARTS) {
            take(answer(commanded.remove()));
            open = Math.max(open, state.step("testcases").open().size());
            if (nanos.size() == 100) {
                state1 = DocumentJson.write(state).length();
            }
        }
        Collections.sort(nanos);
        System.out.printf(
                "%s: %d decisions, at most %d open, state %d kB; p50 %.3f ms, p99 %.3f ms, max %.1f ms%n",
                what, nanos.size(), open, state1 / 1024, ms(0.5), ms(0.99), ms(1));
    }

    private double ms(double share) {
        return nanos.get((int) Math.min(nanos.size() - 1, share * nanos.size())) / 1e6;
    }

    private void take(Signal signal) {
        long start = THREADS.getCurrentThreadCpuTime();
        Decision decision = decider.decide(state, signal, NOW);
        nanos.add(THREADS.getCurrentThreadCpuTime() - start);
        state = decision.next();
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.Issue issue) {
                commanded.add(issue);
            }
        }
    }

    private static Signal answer(Effect.Issue issue) {
        boolean cases = issue.id().step().equals("testcases");
        boolean link =
                cases && issue.id().phase() == Phase.TRANSFORM && issue.id().number() == 1;
        long records = cases && !link ? 250 : 0;
        Map<String, Integer> parts = link
                ? Map.of("level-001-*", PARTS)
                : cases ? Map.of("linked", 250) : Map.of("specs-testcase", 1, "specs-folder", 0);
        Outcome done = new Outcome.Done(
                new Counts(records, records, 0, 0, 0, 0),
                Map.of(),
                Set.of(Phase.LOAD, Phase.VALIDATE).contains(issue.id().phase()) ? Map.of() : parts,
                Map.of("testcase", 250L));
        return new Signal.Arrived(List.of(
                new Result(Result.VERSION, issue.id(), issue.batch().attempt(), "w", NOW, 5, new Usage(1, 0), done)));
    }
}
