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
 * @param passedPointOfNoReturn whether a destructive step has begun
 * @param waitingFor the id of the step that waits for a person
 * @param consent the latest that was given
 * @param consents all that were given and not used up, by the step that asked; empty from an older server
 * @param stopping whether it was asked to stop, and something of it still runs
 * @param audit the audit's length and last hash
 * @param limitedBy systems whose limits make requests wait just now
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
        @Nullable String report,
        boolean passedPointOfNoReturn,
        @Nullable String waitingFor,
        @Nullable ConsentGiven consent,
        Map<String, ConsentGiven> consents,
        @Nullable AuditHead audit,
        boolean stopping,
        List<LimitedBy> limitedBy) {

    /** The recipe that tries connections; a path that has one of its own ends its name with this. */
    public static final String CONNECTION_CHECK = "connection-check";

    @SuppressWarnings("ConstantConditions") // the API leaves out what is empty
    public Execution {
        steps = steps == null ? List.of() : List.copyOf(steps);
        books = books == null ? Map.of() : new LinkedHashMap<>(books);
        findings = findings == null ? Map.of() : new LinkedHashMap<>(findings);
        consents = consents == null ? Map.of() : new LinkedHashMap<>(consents);
        limitedBy = limitedBy == null ? List.of() : List.copyOf(limitedBy);
    }

    /** One that no system makes wait. */
    public Execution(
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
            @Nullable String report,
            boolean passedPointOfNoReturn,
            @Nullable String waitingFor,
            @Nullable ConsentGiven consent,
            Map<String, ConsentGiven> consents,
            @Nullable AuditHead audit,
            boolean stopping) {
        this(
                id,
                migration,
                recipe,
                state,
                startedAt,
                finishedAt,
                durationMs,
                failure,
                steps,
                books,
                findings,
                report,
                passedPointOfNoReturn,
                waitingFor,
                consent,
                consents,
                audit,
                stopping,
                List.of());
    }

    /** A sum of several. */
    public Execution(
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
            Map<String, Long> findings) {
        this(
                id,
                migration,
                recipe,
                state,
                startedAt,
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
                null,
                false,
                List.of());
    }

    /** The title of a step, or its id where no step has that id. */
    public String titleOf(String stepId) {
        return steps.stream()
                .filter(step -> step.id().equals(stepId))
                .map(Step::title)
                .findFirst()
                .orElse(stepId);
    }

    /** The steps that wait for a person. */
    public List<Step> waiting() {
        return steps.stream().filter(Step::waits).toList();
    }

    /** Whether it is about records at all, as opposed to operations that count none. */
    public boolean hasRecords() {
        return !books.isEmpty() || steps.stream().anyMatch(Step::movesRecords);
    }

    /** Whether it only tries connections, and moves nothing. */
    public boolean checksConnections() {
        return recipe != null && recipe.endsWith(CONNECTION_CHECK);
    }

    /** The books of all steps in one. */
    public Books total() {
        return books.values().stream().reduce(Books.NONE, Books::plus);
    }

    /** Whether every record of every step is accounted for. */
    public boolean balances() {
        return books.values().stream().allMatch(Books::balance);
    }
}
