package io.drover.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.Books;
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
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class DeciderTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    public static Plan plan() {
        Limits limits = new Limits(10, 16, 2, 4, Duration.ofSeconds(60));
        StepInput folderSpecs = new StepInput("survey", "specs-folder");
        StepInput caseSpecs = new StepInput("survey", "specs-testcase");
        return new Plan(
                "m",
                "r",
                "title",
                "s > t",
                "hash",
                limits,
                Policies.DEFAULTS,
                null,
                List.of(
                        operation("check", Phase.VALIDATE, List.of(), false),
                        operation("survey", Phase.EXTRACT, List.of("check"), false),
                        records("folders", "folder", List.of(), Map.of("specs", folderSpecs)),
                        records("testcases", "testcase", List.of("folders"), Map.of("specs", caseSpecs)),
                        operation("evidence", Phase.ARCHIVE, List.of(), true)));
    }

    private static PlannedStep operation(String id, Phase phase, List<String> after, boolean always) {
        return new PlannedStep(
                id,
                id,
                StepKind.OPERATION,
                phase,
                id,
                null,
                Map.of(),
                null,
                null,
                after,
                List.of(),
                Map.of(),
                always,
                Retry.SAFE,
                null,
                List.of(),
                null,
                null,
                false,
                OnFailure.HOLD,
                null,
                null,
                false,
                null);
    }

    private static PlannedStep records(
            String id, String entity, List<String> loadAfter, Map<String, StepInput> inputs) {
        return new PlannedStep(
                id,
                id,
                StepKind.RECORDS,
                null,
                null,
                null,
                Map.of(),
                entity,
                null,
                List.of("survey"),
                loadAfter,
                inputs,
                false,
                Retry.SAFE,
                null,
                List.of(),
                null,
                null,
                false,
                OnFailure.RETRY,
                null,
                null,
                false,
                null);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_the_order_of_results_the_books_balance_and_every_step_ends(long seed) {
        SimulatedWorkers workers = new SimulatedWorkers(plan(), seed, 1);

        ExecutionState end = workers.runToTheEnd();

        assertThat(end.status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(end.steps()).allMatch(step -> step.status() == StepStatus.SUCCESS);
        Books cases = end.step("testcases", RecordsState.class).counted();
        assertThat(cases.extracted()).isEqualTo(70);
        assertThat(cases.loaded()).isEqualTo(70);
        assertThat(cases.verified()).isEqualTo(70);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_level_is_loaded_after_all_plain_batches_and_the_levels_below_it(long seed) {
        SimulatedWorkers workers = new SimulatedWorkers(plan(), seed, 1);
        workers.runToTheEnd();

        List<String> cases = workers.loadOrder().stream()
                .filter(s -> s.startsWith("testcases"))
                .toList();

        assertThat(cases.subList(cases.size() - 2, cases.size())).containsExactly("testcases/7", "testcases/8");
        assertThat(workers.loadOrder().indexOf("folders/3"))
                .isLessThan(workers.loadOrder().indexOf(cases.getFirst()));
    }

    @Test
    void a_users_mistake_is_not_tried_again_and_the_report_is_written_all_the_same() {
        Decider decider = new Decider(plan());
        Decision start = decider.decide(ExecutionState.of("ex", plan(), NOW), new Signal.Started(), NOW);

        Decision failed =
                decider.decide(start.next(), failure(Outcome.FailureType.USER, "TOKEN_REFUSED", 1, null), NOW);

        assertThat(failed.next().step("check").status()).isEqualTo(StepStatus.ERROR);
        assertThat(failed.next().step("testcases").status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(failed.effects())
                .anyMatch(e -> e instanceof Effect.Issue i && i.id().step().equals("evidence"));
        Decision end = decider.decide(failed.next(), done("evidence", Phase.ARCHIVE, 1), NOW);
        assertThat(end.next().status()).isEqualTo(ExecutionStatus.ERROR);
        assertThat(end.next().failure()).extracting(Failure::code).isEqualTo("TOKEN_REFUSED");
    }

    @Test
    void what_may_go_away_is_tried_again_after_the_wait_that_was_asked_for() {
        Decider decider = new Decider(plan());
        Decision start = decider.decide(ExecutionState.of("ex", plan(), NOW), new Signal.Started(), NOW);

        Decision failed =
                decider.decide(start.next(), failure(Outcome.FailureType.EXTERNAL, "HTTP_503", 1, 30_000L), NOW);
        Decision tooEarly = decider.decide(failed.next(), new Signal.TimePassed(), NOW.plusSeconds(29));
        Decision inTime = decider.decide(failed.next(), new Signal.TimePassed(), NOW.plusSeconds(30));

        assertThat(failed.next().nextDue()).contains(NOW.plusSeconds(30));
        assertThat(tooEarly.effects()).noneMatch(Effect.Issue.class::isInstance);
        assertThat(inTime.effects())
                .anyMatch(e -> e instanceof Effect.Issue i && i.batch().attempt() == 2);
    }

    private static Signal done(String step, Phase phase, int attempt) {
        return result(step, phase, attempt, new Outcome.Done(Counts.NONE, Map.of(), Map.of(), Map.of()));
    }

    private static Signal failure(Outcome.FailureType type, String code, int attempt, @Nullable Long retryAfterMs) {
        return result(
                "check",
                Phase.VALIDATE,
                attempt,
                new Outcome.Failed(code, type, "what, where, what to do", retryAfterMs));
    }

    private static Signal result(String step, Phase phase, int attempt, Outcome outcome) {
        BatchId batch = new BatchId("ex", step, phase, 0);
        return new Signal.Arrived(
                List.of(new Result(Result.VERSION, batch, attempt, "w", NOW, 5, Usage.NONE, outcome)));
    }
}
