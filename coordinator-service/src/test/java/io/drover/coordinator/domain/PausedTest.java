package io.drover.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import io.drover.api.StepStatus;
import io.drover.contracts.BatchId;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A staging store that is full: nothing is given up, and everybody sees why nothing moves. */
class PausedTest {

    /** Of a batch whose cause may go away by itself. */
    private static final int TRIES = 8;

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String WHY = "The disk of the staging directory /staging is full: 1 MiB are free";

    private Instant now = NOW;
    private Decision last;

    PausedTest() {
        last = new Decider(DeciderTest.plan())
                .decide(ExecutionState.of("ex", DeciderTest.plan(), NOW), new Signal.Started(), NOW);
    }

    @Test
    void it_waits_as_long_as_it_takes_and_says_why() {
        for (int attempt = 1; attempt <= 3 * TRIES; attempt++) {
            tell(full(attempt, 0));
            assertThat(step().status()).isEqualTo(StepStatus.RUNNING);
            assertThat(step().reason()).startsWith("Paused: ").contains(WHY);
            assertThat(notes("step.paused")).isEqualTo(attempt == 1 ? 1 : 0);
            timePasses();
            assertThat(issued()).isEqualTo(attempt + 1);
        }
        tell(done(3 * TRIES + 1));

        assertThat(step().status()).isEqualTo(StepStatus.SUCCESS);
        assertThat(step().reason()).isNull();
        assertThat(notes("step.continued")).isEqualTo(1);
    }

    @Test
    void pauses_use_up_no_attempts_and_another_failure_ends_the_pause() {
        for (int attempt = 1; attempt <= 20; attempt++) {
            tell(full(attempt, 0));
            timePasses();
        }
        for (int attempt = 21; attempt < 20 + TRIES; attempt++) {
            tell(failed(attempt, "HTTP_503", Outcome.FailureType.EXTERNAL, 1));
            assertThat(step().status()).as("attempt " + attempt).isEqualTo(StepStatus.RUNNING);
            assertThat(step().reason()).isNull();
            timePasses();
        }

        tell(failed(20 + TRIES, "HTTP_503", Outcome.FailureType.EXTERNAL, 1));

        assertThat(step().status()).isEqualTo(StepStatus.ERROR);
    }

    @Test
    void a_stop_ends_what_is_paused_at_once() {
        tell(full(1, 0));

        tell(new Signal.StopAsked());

        assertThat(last.next().status()).isEqualTo(ExecutionStatus.STOPPED);
    }

    @Test
    void past_the_point_of_no_return_only_what_sent_nothing_waits() {
        ExecutionState passed = last.next().passed(NOW);
        Decider decider = new Decider(DeciderTest.plan());

        Decision nothingSent = decider.decide(passed, full(1, 0), NOW);
        Decision something = decider.decide(passed, full(1, 1), NOW);

        assertThat(nothingSent.next().status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(nothingSent.next().step("check").reason()).contains(WHY);
        assertThat(something.next().status()).isEqualTo(ExecutionStatus.HELD);
        assertThat(something.next().failure()).extracting(Failure::code).isEqualTo("STAGING_FULL");
    }

    private void tell(Signal signal) {
        last = new Decider(DeciderTest.plan()).decide(last.next(), signal, now);
    }

    /** Until whatever waits is due. */
    private void timePasses() {
        Instant due = last.next().nextDue().orElseThrow();
        assertThat(due).isAfter(now).isBeforeOrEqualTo(now.plus(Duration.ofSeconds(64)));
        now = due;
        tell(new Signal.TimePassed());
    }

    private StepState step() {
        return last.next().step("check");
    }

    private long notes(String what) {
        return last.effects().stream()
                .filter(effect ->
                        effect instanceof Effect.Note note && note.what().equals(what))
                .count();
    }

    private int issued() {
        return last.effects().stream()
                .filter(Effect.Issue.class::isInstance)
                .mapToInt(effect -> ((Effect.Issue) effect).batch().attempt())
                .max()
                .orElse(0);
    }

    private static Signal full(int attempt, long requests) {
        return failed(attempt, "STAGING_FULL", Outcome.FailureType.RESOURCES, requests);
    }

    private static Signal failed(int attempt, String code, Outcome.FailureType type, long requests) {
        return arrived(attempt, new Usage(requests, 0), new Outcome.Failed(code, type, WHY, null));
    }

    private static Signal done(int attempt) {
        return arrived(attempt, Usage.NONE, new Outcome.Done(Counts.NONE, Map.of(), Map.of(), Map.of()));
    }

    private static Signal arrived(int attempt, Usage usage, Outcome outcome) {
        BatchId batch = new BatchId("ex", "check", Phase.VALIDATE, 0);
        return new Signal.Arrived(List.of(new Result(Result.VERSION, batch, attempt, "w", NOW, 5, usage, outcome)));
    }
}
