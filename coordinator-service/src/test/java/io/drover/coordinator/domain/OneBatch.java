package io.drover.coordinator.domain;

import io.drover.api.Waits;
import io.drover.contracts.BatchId;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.orchestration.ExecutionView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first batch of {@link DeciderTest#plan()}, of the step {@code check}, whose deadline is 60 s, on a clock of its own. */
final class OneBatch {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Outcome DONE = new Outcome.Done(Counts.NONE, Map.of(), Map.of(), Map.of());

    private final Plan plan;
    private Instant now = START;
    private Decision last;

    OneBatch() {
        this(DeciderTest.plan());
    }

    OneBatch(Plan plan) {
        this.plan = plan;
        this.last = new Decider(plan).decide(ExecutionState.of("ex", plan, START), new Signal.Started(), START);
    }

    void tell(Signal signal) {
        last = new Decider(plan).decide(last.next(), signal, now);
    }

    void answers(int attempt, Outcome outcome) {
        BatchId batch = new BatchId("ex", "check", Phase.VALIDATE, 0);
        tell(new Signal.Arrived(List.of(new Result(Result.VERSION, batch, attempt, "w", now, 5, Usage.NONE, outcome))));
    }

    void alive(int attempt) {
        answers(attempt, new Outcome.Running());
    }

    void fails(int attempt, String code, Outcome.FailureType type) {
        answers(attempt, new Outcome.Failed(code, type, "what, where, what to do", null));
    }

    /** Lets all of it pass, and does what falls due on the way when it does. */
    void pass(Duration time) {
        Instant until = now.plus(time);
        Instant due = due();
        while (due != null && !due.isAfter(until)) {
            now = due;
            tell(new Signal.TimePassed());
            due = due();
        }
        now = until;
    }

    private @Nullable Instant due() {
        return last.next().nextDue().orElse(null);
    }

    Instant now() {
        return now;
    }

    ExecutionState state() {
        return last.next();
    }

    StepState step() {
        return state().step("check");
    }

    OpenBatch batch() {
        return step().open().getFirst();
    }

    List<Effect> effects() {
        return last.effects();
    }

    @Nullable
    Waits waits() {
        return ExecutionView.of(plan, state(), now).steps().getFirst().waits();
    }
}
