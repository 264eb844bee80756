package io.drover.coordinator.planning;

import io.drover.api.AuditLine;
import io.drover.api.StepStatus;
import io.drover.contracts.BatchId;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.domain.Challenge;
import io.drover.coordinator.domain.Decider;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Limits;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.Policies;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.domain.StepState;
import io.drover.coordinator.domain.Window;
import io.drover.coordinator.journal.Followed;
import io.drover.coordinator.journal.JournalEntry;
import io.drover.coordinator.journal.StateDocument;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One execution of the real Agola recipe, with workers and people who do what they are asked until a test says otherwise. */
final class GuardedRun {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Plan plan;
    private final Decider decider;
    private final List<Effect.Issue> issued = new ArrayList<>();
    private final List<AuditLine> audit = new ArrayList<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private ExecutionState state;
    private StateDocument document;
    private Instant now = START;

    GuardedRun() {
        this(null);
    }

    GuardedRun(@Nullable Window window) {
        this(plan(window), new Signal.Started());
    }

    private GuardedRun(Plan plan, Signal.Started started) {
        this.plan = plan;
        decider = new Decider(plan);
        state = ExecutionState.of("ex", plan, now);
        document = StateDocument.withoutChanges(state);
        tell(started);
    }

    /** @param by who begins it; null where that was not kept */
    static GuardedRun underFourEyes(@Nullable String by) {
        return new GuardedRun(plan(null).underFourEyes(), new Signal.Started(by));
    }

    static Plan plan(@Nullable Window window) {
        Recipe recipe = TestRecipes.shipped("agola-v07-to-later");
        return new Plan(
                "m",
                recipe.name(),
                recipe.title(),
                "a > b",
                "f00dfeed".repeat(8),
                new Limits(250, 16, 4, 32, Duration.ofSeconds(120)),
                Policies.DEFAULTS,
                window,
                recipe.steps().stream().map(Recipe.Line::toStep).toList());
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

    List<AuditLine> audit() {
        return audit;
    }

    /** As the coordinator would have it. */
    List<JournalEntry> journal() {
        return journal;
    }

    private JournalEntry.@Nullable Began began() {
        return journal.isEmpty()
                ? new JournalEntry.Began("m", null, plan.route(), START, DocumentJson.write(plan), "{}")
                : null;
    }

    Instant now() {
        return now;
    }

    /** How often the step was commanded. */
    long commands(String step) {
        return issued.stream().filter(issue -> issue.id().step().equals(step)).count();
    }

    void later(Duration time) {
        now = now.plus(time);
        tell(new Signal.TimePassed());
    }

    void tell(Signal signal) {
        Decision decision = decider.decide(state, signal, now);
        state = decision.next();
        StateDocument after = StateDocument.of(state);
        Followed followed = Followed.of(document, after, signal, decision);
        document = StateDocument.read(after.text());
        journal.add(JournalEntry.of("ex", journal.size() + 1L, now, signal, began(), decision, followed));
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Issue issue -> issued.add(issue);
                case Effect.Audited audited -> audit.add(audited.line());
                default -> {
                    // The rest is told to others.
                }
            }
        }
    }

    /** Everybody does their part until {@code step} runs, waits or has ended. */
    GuardedRun until(String step) {
        for (int i = 0; i < 100 && state.step(step).status() == StepStatus.PENDING; i++) {
            goOn();
        }
        return this;
    }

    /** Everybody does their part until nothing moves. */
    GuardedRun toTheEnd() {
        for (int i = 0; i < 100 && !state.status().ended(); i++) {
            goOn();
        }
        return this;
    }

    private void goOn() {
        for (StepState step : state.steps()) {
            if (step.status() == StepStatus.RUNNING && !step.open().isEmpty()) {
                done(step.id());
                return;
            }
            if (step.status() == StepStatus.WAITING && step.id().equals("consent")) {
                consent();
                return;
            }
            if (step.status() == StepStatus.WAITING) {
                tell(new Signal.Confirmed(step.id(), "ann", "done"));
                return;
            }
        }
    }

    void consent() {
        Challenge asked = challenge();
        tell(new Signal.Consented("ann", asked.hash(), asked.phrase()));
    }

    Challenge challenge() {
        return Objects.requireNonNull(Challenge.asked(plan, state), "a consent is asked for");
    }

    void done(String step) {
        answer(step, outcome(step));
    }

    /** What an honest worker answers. */
    static Outcome outcome(String step) {
        Map<String, Long> totals =
                switch (step) {
                    case "preflight-source" -> Map.of("unarchived", 4L, "losses", 4L);
                    case "convert-runservice" -> Map.of("out.Run", 6L);
                    case "backup-configstore" -> Map.of("present.User", 2L);
                    case "verify-runservice" ->
                        Map.of("books.run.extracted", 6L, "books.run.loaded", 6L, "books.run.verified", 6L);
                    default -> Map.of();
                };
        Map<String, String> facts = Map.of("sha256", "sha-of-" + step, "archive", "key-of-" + step);
        return new Outcome.Done(Counts.NONE, Map.of(), Map.of(), totals, facts);
    }

    void fails(String step, Outcome.FailureType type, String code) {
        answer(step, new Outcome.Failed(code, type, "what, where, what to do", null));
    }

    void answer(String step, Outcome outcome) {
        Effect.Issue last = issued.stream()
                .filter(issue -> issue.id().step().equals(step))
                .reduce((a, b) -> b)
                .orElseThrow();
        BatchId id = last.id();
        tell(new Signal.Arrived(List.of(
                new Result(Result.VERSION, id, last.batch().attempt(), "worker", now, 5, Usage.NONE, outcome))));
    }
}
