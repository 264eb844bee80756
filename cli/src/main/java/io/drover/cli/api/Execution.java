package io.drover.cli.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a migration, as {@code GET /api/v1/executions/{id}} answers it.
 *
 * @param books counts per step id, in the order of the steps
 * @param findings how often each finding was made, per code
 * @param report the report's path on the server, once there is one
 */
public record Execution(
        String id,
        String migration,
        @Nullable String recipe,
        ExecutionState state,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long durationMs,
        @Nullable Failure failure,
        List<Step> steps,
        Map<String, Books> books,
        Map<String, Long> findings,
        @Nullable String report) {

    @SuppressWarnings("ConstantConditions") // the API leaves out what is empty
    public Execution {
        steps = steps == null ? List.of() : List.copyOf(steps);
        books = books == null ? Map.of() : new LinkedHashMap<>(books);
        findings = findings == null ? Map.of() : new LinkedHashMap<>(findings);
    }

    /** The title of a step, or its id where no step has that id. */
    public String titleOf(String stepId) {
        return steps.stream()
                .filter(step -> step.id().equals(stepId))
                .map(Step::title)
                .findFirst()
                .orElse(stepId);
    }

    /** Whether every record of every step is accounted for. */
    public boolean balances() {
        return books.values().stream().allMatch(Books::balance);
    }
}
