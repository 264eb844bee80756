package io.drover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One run of a migration, as {@code GET /api/v1/executions/{id}} answers it. */
@Schema(description = "One run of a migration.")
public record Execution(
        @Schema(examples = "20261120-110956-482-wrp") String id,
        @Schema(description = "The name of its migration.") String migration,
        String recipe,

        @Schema(description = "SHA-256 over plan and definition, hex.")
        String planHash,

        ExecutionStatus state,

        @Schema(description = "Whether it was asked to stop, and something of it still runs.")
        boolean stopping,

        Instant startedAt,

        @Schema(description = "Who began it; absent where that was not kept.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String startedBy,

        @Nullable Instant finishedAt,

        @Schema(description = "To its end, or until now.") long durationMs,

        @Nullable Failure failure,

        @Schema(description = "In the order of the plan.") List<Step> steps,

        @Schema(description = "By step id, of steps that move records; by kind, of those that operations kept.")
        Map<String, Books> books,

        @Schema(description = "How often each finding was made, by code.")
        Map<String, Long> findings,

        @Schema(description = "The report's path; null before there is one.") @Nullable
        String report,

        @Schema(description = "Whether a step that cannot be taken back was commanded.")
        boolean passedPointOfNoReturn,

        @Schema(description = "The id of the step that waits for a person; null when none does.") @Nullable
        String waitingFor,

        @Schema(description = "The latest consent; null when none was given.") @Nullable
        ConsentGiven consent,

        @Schema(description = "All consents that were given and not used up, by the step that asked.")
        Map<String, ConsentGiven> consents,

        AuditHead audit,

        @Schema(description = "Systems whose limits make requests wait just now; absent when none does.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<LimitedBy> limitedBy) {

    /** The recipe that tries connections; a path that has one of its own ends its name with this. */
    public static final String CONNECTION_CHECK = "connection-check";

    @SuppressWarnings("ConstantConditions") // an older server does not send all of them
    public Execution {
        steps = steps == null ? List.of() : List.copyOf(steps);
        books = inOrder(books);
        findings = inOrder(findings);
        consents = inOrder(consents);
        limitedBy = limitedBy == null ? List.of() : List.copyOf(limitedBy);
    }

    static <T> Map<String, T> inOrder(@Nullable Map<String, T> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** The same, and the systems whose limits make it wait just now. */
    public Execution with(List<LimitedBy> limits) {
        return new Execution(
                id,
                migration,
                recipe,
                planHash,
                state,
                stopping,
                startedAt,
                startedBy,
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
                limits);
    }

    /** When it ended, or, while it goes on, when the last of its steps did. */
    public Instant end() {
        return finishedAt != null
                ? finishedAt
                : steps.stream()
                        .flatMap(step -> Stream.ofNullable(step.finishedAt()))
                        .reduce(startedAt, (one, other) -> other.isAfter(one) ? other : one);
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
        return steps.stream().filter(Step::waitsForPerson).toList();
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
        return books.values().stream().allMatch(Books::balanced);
    }

    /** The consent that a step needs and has; null when it has none. Older releases had one for all. */
    public @Nullable ConsentGiven consentOf(Step step) {
        return consents.isEmpty() ? consent : step.needsConsent() == null ? null : consents.get(step.needsConsent());
    }
}
