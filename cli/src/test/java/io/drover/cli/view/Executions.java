package io.drover.cli.view;

import io.drover.api.AuditHead;
import io.drover.api.Books;
import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import io.drover.api.PhaseWork;
import io.drover.api.Step;
import io.drover.api.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Executions as a server shows them, with what a test says of them. */
final class Executions {

    private Executions() {}

    static Execution running(String migration, Instant startedAt, List<Step> steps) {
        return of(migration, ExecutionStatus.RUNNING, startedAt, null, 12_000, null, steps, Map.of(), Map.of());
    }

    static Execution of(
            String migration,
            ExecutionStatus state,
            Instant startedAt,
            @Nullable Instant finishedAt,
            long durationMs,
            @Nullable Failure failure,
            List<Step> steps,
            Map<String, Books> books,
            Map<String, Long> findings) {
        return new Execution(
                "e-1",
                migration,
                "a-recipe",
                "f00d",
                state,
                false,
                startedAt,
                "ann",
                finishedAt,
                durationMs,
                failure,
                steps,
                books,
                findings,
                null,
                false,
                null,
                null,
                Map.of(),
                AuditHead.NONE,
                List.of());
    }

    static Step step(
            String id,
            String title,
            String kind,
            StepStatus state,
            @Nullable String reason,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            long expected,
            Map<String, PhaseWork> phases) {
        return new Step(
                id,
                title,
                kind,
                state,
                reason,
                null,
                startedAt,
                finishedAt,
                false,
                null,
                null,
                "SAFE",
                "HOLD",
                null,
                false,
                null,
                null,
                Map.of(),
                Map.of(),
                expected,
                phases);
    }

    /** A person's. */
    static Step operator(
            String id,
            String title,
            StepStatus state,
            String instructions,
            @Nullable String confirmedBy,
            @Nullable String seen,
            boolean consent) {
        return new Step(
                id,
                title,
                Step.OPERATOR,
                state,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                "SAFE",
                "HOLD",
                instructions,
                consent,
                confirmedBy,
                seen,
                Map.of(),
                Map.of(),
                0,
                Map.of());
    }

    static PhaseWork work(int batches, int done, int running, long records, long throttled) {
        return new PhaseWork(batches, done, running, records, 0, throttled, 0, null, null);
    }
}
