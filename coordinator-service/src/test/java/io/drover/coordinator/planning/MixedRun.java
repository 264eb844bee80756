package io.drover.coordinator.planning;

import io.drover.api.StepStatus;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Outcome.FailureType;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.domain.Challenge;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Limits;
import io.drover.coordinator.domain.OpenBatch;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.Policies;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.domain.StepState;
import io.drover.coordinator.domain.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One execution of the recipe {@code reset-then-records}: five batches of ten test cases between two guarded actions. */
final class MixedRun {

    static final int BATCHES = 5;
    private static final int RECORDS = 10;

    private final Plan plan;
    private final List<Effect.Issue> unanswered = new ArrayList<>();
    private final List<Effect.Issue> issued = new ArrayList<>();
    private final List<Effect.Close> closed = new ArrayList<>();
    private ExecutionState state;
    private Instant now = GuardedRun.START;
    private @Nullable String silent;

    MixedRun() {
        this(null, line -> line);
    }

    MixedRun(@Nullable Window window, UnaryOperator<String> yaml) {
        Recipe recipe = TestRecipes.read("reset-then-records", yaml);
        plan = new Plan(
                "m",
                recipe.name(),
                recipe.title(),
                "a > b",
                "f00dfeed".repeat(8),
                new Limits(RECORDS, 16, 4, 32, Duration.ofSeconds(120)),
                Policies.DEFAULTS,
                window,
                recipe.steps().stream().map(Recipe.Line::toStep).toList());
        state = ExecutionState.of("ex", plan, now);
        tell(new Signal.Started());
    }

    ExecutionState state() {
        return state;
    }

    StepState step(String id) {
        return state.step(id);
    }

    Plan plan() {
        return plan;
    }

    Instant now() {
        return now;
    }

    /** As if it had been read from the database of an installation. */
    void rewritten(UnaryOperator<ExecutionState> how) {
        state = how.apply(state);
    }

    long commands(String step) {
        return issued.stream().filter(issue -> issue.id().step().equals(step)).count();
    }

    /** How many results closed a batch of the step. */
    long closed(String step) {
        return closed.stream()
                .filter(close -> close.result().batch().step().equals(step))
                .count();
    }

    void tell(Signal signal) {
        Decision decision = new Decider(plan).decide(state, signal, now);
        state = decision.next();
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.Issue issue) {
                issued.add(issue);
                unanswered.add(issue);
            } else if (effect instanceof Effect.Close close) {
                closed.add(close);
            }
        }
    }

    void later(Duration time) {
        now = now.plus(time);
        tell(new Signal.TimePassed());
    }

    /** Until a batch of the phase is commanded. */
    void whenCommanded(String step, Phase phase) {
        for (int i = 0; i < 50 && open(step, phase).isEmpty(); i++) {
            whenDue();
        }
    }

    /** The latest, since a batch that nobody took was commanded again. */
    private Optional<Effect.Issue> open(String step, Phase phase) {
        return unanswered.stream()
                .filter(issue -> issue.id().step().equals(step) && issue.id().phase() == phase)
                .reduce((earlier, later) -> later);
    }

    /** What waits for its next attempt has it. */
    void whenDue() {
        state.nextDue().filter(due -> due.isAfter(now)).ifPresent(due -> now = due);
        tell(new Signal.TimePassed());
    }

    MixedRun until(String step) {
        return until(run -> run.step(step).status() != StepStatus.PENDING);
    }

    /** Nobody answers the step's commands from now on but a test; null for none. */
    MixedRun silent(@Nullable String step) {
        silent = step;
        return this;
    }

    /** Everybody does their part until {@code reached}, or nothing moves. */
    MixedRun until(Predicate<MixedRun> reached) {
        for (int i = 0; i < 200 && !reached.test(this) && goOn(); i++) {
            now = now.plusMillis(100);
        }
        return this;
    }

    MixedRun toTheEnd() {
        return until(run -> run.state.status().ended());
    }

    private boolean goOn() {
        Optional<Effect.Issue> next = unanswered.stream()
                .filter(issue -> !issue.id().step().equals(silent))
                .findFirst();
        if (next.isPresent()) {
            unanswered.remove(next.get());
            answer(next.get(), done(next.get()));
            return true;
        }
        boolean waits = state.steps().stream().anyMatch(step -> step.status() == StepStatus.WAITING);
        if (waits) {
            consent();
            return true;
        }
        boolean again = state.steps().stream()
                .flatMap(step -> step.open().stream())
                .anyMatch(batch -> batch.status() == OpenBatch.Status.WAITING);
        if (again) {
            whenDue();
        }
        return again;
    }

    Challenge challenge() {
        return Objects.requireNonNull(Challenge.asked(plan, state), "a consent is asked for");
    }

    void consent() {
        tell(new Signal.Consented("ann", challenge().hash(), challenge().phrase()));
    }

    void resume(@Nullable String restored) {
        Challenge asked = challenge();
        tell(new Signal.Resumed("bea", "mended", asked.hash(), asked.phrase(), restored));
    }

    /** The batch of a phase that is commanded and has no answer. */
    Effect.Issue next(String step, Phase phase) {
        Effect.Issue found = open(step, phase).orElseThrow();
        unanswered.remove(found);
        return found;
    }

    void fails(String step, Phase phase, String code, FailureType type, @Nullable Boolean begun) {
        answer(next(step, phase), new Outcome.Failed(code, type, "what, where, what to do", null, begun));
    }

    void answer(Effect.Issue issue, Outcome outcome) {
        tell(new Signal.Arrived(List.of(
                new Result(Result.VERSION, issue.id(), issue.batch().attempt(), "w", now, 5, Usage.NONE, outcome))));
    }

    static Outcome done(Effect.Issue issue) {
        boolean records = issue.id().step().equals("testcases");
        Map<String, Long> totals =
                switch (issue.id().step()) {
                    case "survey" -> Map.of("testcase", (long) BATCHES * RECORDS, "present.file", 100_000L);
                    case "inventory" -> Map.of("present.report", 5L);
                    default -> Map.of();
                };
        Map<String, Integer> parts = records
                ? Map.of("plain", RECORDS)
                : issue.id().step().equals("survey") ? Map.of("specs-testcase", BATCHES) : Map.of();
        Counts counts = records ? new Counts(RECORDS, RECORDS, 0, 0, 0, 0) : Counts.NONE;
        return new Outcome.Done(counts, Map.of(), parts, totals);
    }
}
