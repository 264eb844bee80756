package io.drover.coordinator.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import io.drover.api.StepStatus;
import io.drover.contracts.Counts;
import io.drover.contracts.Phase;
import io.drover.contracts.Usage;
import io.drover.coordinator.domain.Batches;
import io.drover.coordinator.domain.ExecutionCourse;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Limits;
import io.drover.coordinator.domain.Linking;
import io.drover.coordinator.domain.OnFailure;
import io.drover.coordinator.domain.OpenBatch;
import io.drover.coordinator.domain.PhaseProgress;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.Policies;
import io.drover.coordinator.domain.RecordsState;
import io.drover.coordinator.domain.Retry;
import io.drover.coordinator.domain.StepCourse;
import io.drover.coordinator.domain.StepKind;
import io.drover.coordinator.domain.StepState;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExecutionSumsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = START.plusSeconds(60);

    private final Plan plan = new Plan(
            "m",
            "recipe",
            "Recipe",
            "a > b",
            "f00dfeed".repeat(8),
            new Limits(250, 16, 4, 32, Duration.ofSeconds(120)),
            Policies.DEFAULTS,
            null,
            List.of(new PlannedStep(
                    "testcases",
                    "Test cases",
                    StepKind.RECORDS,
                    null,
                    null,
                    null,
                    Map.of(),
                    "testcase",
                    null,
                    List.of(),
                    List.of(),
                    Map.of(),
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
                    null)));

    @Test
    void what_a_running_execution_has_read_and_not_loaded_yet_is_under_way_and_not_missing() {
        ExecutionSums sums = ExecutionSums.NONE.with("a", plan(), state(ExecutionStatus.RUNNING, null, 100, 40));

        assertThat(sums.open("RUNNING")).isEqualTo(1);
        assertThat(sums.underWay()).isEqualTo(60);
        assertThat(sums.missing()).isZero();
        assertThat(sums.ended("loaded")).isZero();
    }

    @Test
    void what_an_execution_that_says_it_is_done_does_not_account_for_is_missing() {
        ExecutionSums sums = ExecutionSums.NONE
                .with("a", plan(), state(ExecutionStatus.SUCCESS, null, 100, 100))
                .with("b", plan(), state(ExecutionStatus.PARTIAL, null, 100, 97));

        assertThat(sums.missing()).isEqualTo(3);
        assertThat(sums.ended("extracted")).isEqualTo(200);
        assertThat(sums.ended("loaded")).isEqualTo(197);
        assertThat(sums.underWay()).isZero();
    }

    @Test
    void
            an_execution_that_failed_over_its_books_is_missing_what_they_do_not_say_and_one_that_failed_otherwise_is_not() {
        Failure books = new Failure("BOOKS_DO_NOT_BALANCE", "INTERNAL", "a bug");
        Failure token = new Failure("TOKEN_REFUSED", "USER", "mend the token");

        assertThat(ExecutionSums.NONE
                        .with("a", plan(), state(ExecutionStatus.ERROR, books, 100, 90))
                        .with("b", plan(), state(ExecutionStatus.ERROR, token, 100, 50))
                        .with("c", plan(), state(ExecutionStatus.STOPPED, null, 100, 50))
                        .missing())
                .isEqualTo(10);
    }

    @Test
    void an_execution_without_batches_that_waits_for_a_person_is_waiting() {
        StepState waiting = step(StepStatus.WAITING, 0, 0, List.of());
        StepState busy = step(
                StepStatus.WAITING,
                0,
                0,
                List.of(new OpenBatch(
                        Phase.LOAD, 0, 1, OpenBatch.Status.RUNNING, START, null, 1, 1, 0, null, 0, null, false)));

        assertThat(ExecutionSums.NONE.with("a", plan(), state(waiting)).open("WAITING"))
                .isEqualTo(1);
        ExecutionSums working = ExecutionSums.NONE.with("a", plan(), state(busy));
        assertThat(working.open("RUNNING")).isEqualTo(1);
        assertThat(working.openBatches()).isEqualTo(1);
    }

    @Test
    void what_ended_before_a_day_is_forgotten() {
        ExecutionSums sums = ExecutionSums.NONE.with("a", plan(), state(ExecutionStatus.PARTIAL, null, 100, 97));

        assertThat(sums.lastEnd()).contains(END);
        assertThat(sums.since(END).missing()).isEqualTo(3);
        assertThat(sums.since(END.plusSeconds(1)).missing()).isZero();
    }

    private String plan() {
        return DocumentJson.write(plan);
    }

    private String state(ExecutionStatus status, @Nullable Failure failure, long read, long loaded) {
        boolean running = status == ExecutionStatus.RUNNING;
        return state(
                status,
                failure,
                running ? null : END,
                step(running ? StepStatus.RUNNING : StepStatus.SUCCESS, read, loaded, List.of()));
    }

    private String state(StepState step) {
        return state(ExecutionStatus.RUNNING, null, null, step);
    }

    private String state(
            ExecutionStatus status, @Nullable Failure failure, @Nullable Instant finished, StepState step) {
        ExecutionState fresh = ExecutionState.of("ex", plan, START);
        return DocumentJson.write(new ExecutionState(
                fresh.id(),
                START,
                new ExecutionCourse(status, "ann", finished, failure, false, false, 0),
                null,
                null,
                Map.of(),
                fresh.audit(),
                List.of(step),
                List.of()));
    }

    private static StepState step(StepStatus status, long read, long loaded, List<OpenBatch> open) {
        Map<Phase, PhaseProgress> progress = Map.of(
                Phase.EXTRACT, progress(new Counts(read, read, 0, 0, 0, 0)),
                Phase.LOAD, progress(new Counts(loaded, loaded, 0, 0, 0, 0)));
        return new RecordsState(
                "testcases",
                new StepCourse(status, null, START, null, 0),
                new Batches(0, progress, Map.of(), open),
                Map.of(),
                0,
                0,
                0,
                new Linking(0, Linking.Link.NOT_BEGUN, List.of(), 0),
                List.of());
    }

    private static PhaseProgress progress(Counts counts) {
        return new PhaseProgress(1, counts, Usage.NONE, 0, null, null);
    }
}
