package io.drover.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.Books;
import io.drover.api.ExecutionStatus;
import io.drover.api.StepStatus;
import io.drover.contracts.BatchId;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Outcome.FailureType;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.orchestration.ExecutionView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A stop is over when nothing of the execution runs any more, and what ran until then is in the books. */
class StopTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Counts SOME = new Counts(100, 100, 0, 0, 0, 0);

    @Test
    void it_is_stopping_until_each_attempt_that_runs_has_answered() {
        OneBatch run = new OneBatch();
        run.alive(1);

        run.tell(new Signal.StopAsked());

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(run.step().status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(ExecutionView.of(DeciderTest.plan(), run.state(), run.now()).stopping())
                .isTrue();
        assertThat(cancelled(run.effects())).containsExactly("check");
        run.answers(1, Outcome.Cancelled.UNBEGUN);
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.STOPPED);
    }

    @Test
    void an_attempt_that_was_just_done_or_fails_ends_it_as_well() {
        for (Outcome answer :
                List.of(OneBatch.DONE, new Outcome.Failed("HTTP_503", FailureType.EXTERNAL, "away", null))) {
            OneBatch run = new OneBatch();
            run.tell(new Signal.StopAsked());

            run.answers(1, answer);

            assertThat(run.state().status()).as(answer.toString()).isEqualTo(ExecutionStatus.STOPPED);
        }
    }

    @Test
    void signs_of_life_keep_it_stopping_and_half_a_minute_of_silence_ends_it() {
        OneBatch run = new OneBatch();
        run.alive(1);
        run.tell(new Signal.StopAsked());

        for (int i = 0; i < 10; i++) {
            run.pass(Duration.ofSeconds(20));
            run.alive(1);
            assertThat(run.state().status()).isEqualTo(ExecutionStatus.RUNNING);
        }
        run.pass(Duration.ofSeconds(30));

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.STOPPED);
    }

    @Test
    void what_nobody_has_taken_is_not_waited_for() {
        OneBatch run = new OneBatch();

        run.tell(new Signal.StopAsked());
        run.pass(Duration.ofSeconds(3));

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.STOPPED);
        ExecutionState before = run.state();
        run.answers(1, new Outcome.Cancelled(SOME, Map.of()));
        assertThat(run.state()).isEqualTo(before);
    }

    @Test
    void what_waits_for_its_next_attempt_ends_at_once() {
        OneBatch run = new OneBatch();
        run.fails(1, "HTTP_503", FailureType.EXTERNAL);

        run.tell(new Signal.StopAsked());

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.STOPPED);
        assertThat(cancelled(run.effects())).as("its command may come again").containsExactly("check");
    }

    @Test
    void what_a_cancelled_attempt_had_done_is_in_the_books_once() {
        Loading run = new Loading();
        run.tell(new Signal.StopAsked());
        assertThat(run.books().loaded()).isZero();

        Signal cancelled =
                run.answer(run.loads().getFirst(), new Outcome.Cancelled(SOME, Map.of("VALUE_TRUNCATED", 2)));
        run.tell(cancelled);
        run.tell(cancelled);

        assertThat(run.books().loaded()).isEqualTo(100);
        assertThat(run.books().rejected()).isZero();
        assertThat(run.state.findings()).containsEntry("VALUE_TRUNCATED", 2L);
    }

    @Test
    void nothing_is_commanded_any_more_whatever_ends_meanwhile() {
        Loading run = new Loading();
        run.tell(new Signal.StopAsked());

        for (Effect.Issue issue : List.copyOf(run.issued)) {
            run.tell(run.answer(
                    issue, new Outcome.Done(new Counts(10, 10, 0, 0, 0, 0), Map.of(), Map.of("plain", 10), Map.of())));
            assertThat(run.last.effects()).noneMatch(Effect.Issue.class::isInstance);
        }
        assertThat(run.state.status()).isEqualTo(ExecutionStatus.STOPPED);
    }

    @Test
    void a_step_that_fails_gives_up_the_others_and_the_report_waits_for_what_runs() {
        Loading run = new Loading();
        Effect.Issue load = run.loads().getFirst();
        Effect.Issue other = run.issued.getLast();
        assertThat(other).isNotEqualTo(load);

        run.tell(run.answer(load, new Outcome.Failed("TOKEN_REFUSED", FailureType.USER, "make a new one", null)));

        assertThat(run.state.step("testcases").status()).isEqualTo(StepStatus.ERROR);
        assertThat(cancelled(run.last.effects())).contains("testcases");
        assertThat(run.last.effects()).noneMatch(Effect.Issue.class::isInstance);
        run.pass(Duration.ofSeconds(3));
        assertThat(run.last.effects())
                .anyMatch(effect -> effect instanceof Effect.Issue issue
                        && issue.id().step().equals("evidence"));
    }

    @Test
    void a_refusal_of_what_is_not_given_up_is_commanded_again_and_costs_no_try() {
        OneBatch run = new OneBatch();

        run.answers(1, Outcome.Cancelled.UNBEGUN);
        run.pass(Duration.ofSeconds(10));

        assertThat(run.batch().attempt()).isEqualTo(2);
        assertThat(run.batch().tries()).isEqualTo(1);
        run.answers(2, OneBatch.DONE);
        assertThat(run.step().status()).isEqualTo(StepStatus.SUCCESS);
    }

    private static List<String> cancelled(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Cancel.class::isInstance)
                .flatMap(effect -> ((Effect.Cancel) effect).steps().stream())
                .toList();
    }

    /** Until test cases are loaded. */
    private static final class Loading {

        private final Plan plan = DeciderTest.plan();
        private final List<Effect.Issue> issued = new java.util.ArrayList<>();
        private ExecutionState state = ExecutionState.of("ex", plan, NOW);
        private Instant now = NOW;
        private Decision last = new Decision(state, List.of());

        Loading() {
            tell(new Signal.Started());
            while (loads().isEmpty()) {
                Effect.Issue next = issued.removeFirst();
                tell(answer(next, RecordsAnswers.to(plan, state, next)));
            }
        }

        void tell(Signal signal) {
            last = new Decider(plan).decide(state, signal, now);
            state = last.next();
            last.effects().forEach(effect -> {
                if (effect instanceof Effect.Issue issue) {
                    issued.add(issue);
                }
            });
        }

        void pass(Duration time) {
            now = now.plus(time);
            tell(new Signal.TimePassed());
        }

        List<Effect.Issue> loads() {
            return issued.stream()
                    .filter(issue ->
                            issue.id().step().equals("testcases") && issue.id().phase() == Phase.LOAD)
                    .toList();
        }

        Books books() {
            return state.step("testcases", RecordsState.class).counted();
        }

        Signal answer(Effect.Issue issue, Outcome outcome) {
            BatchId id = issue.id();
            return new Signal.Arrived(List.of(
                    new Result(Result.VERSION, id, issue.batch().attempt(), "w", now, 5, new Usage(1, 0), outcome)));
        }
    }
}
