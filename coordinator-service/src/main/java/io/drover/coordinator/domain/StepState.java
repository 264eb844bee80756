package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.drover.api.Books;
import io.drover.api.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a step is, and what it left. What a step is, its plan says: the documents of states do not, see {@code StateDocument}.
 * A transition gives the next state.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = StepState.KIND)
@JsonSubTypes({
    @JsonSubTypes.Type(value = RecordsState.class, name = "RECORDS"),
    @JsonSubTypes.Type(value = ActionState.class, name = "OPERATION"),
    @JsonSubTypes.Type(value = PersonState.class, name = "OPERATOR")
})
public sealed interface StepState permits BatchedState, PersonState {

    /** By the name of a {@link StepKind}. */
    String KIND = "kind";

    /** Nothing of it has begun, and of what does not apply nothing will. */
    static StepState first(PlannedStep planned, Instant now) {
        StepState pending = pending(planned);
        String whyNot = planned.notApplicable();
        return whyNot == null ? pending : pending.ended(StepStatus.SKIPPED, whyNot, now);
    }

    private static StepState pending(PlannedStep planned) {
        return switch (planned.kind()) {
            case RECORDS -> RecordsState.pending(planned.id());
            case OPERATION -> ActionState.pending(planned.id());
            case OPERATOR -> new PersonState(planned.id(), StepCourse.PENDING, null);
        };
    }

    String id();

    StepCourse course();

    default StepStatus status() {
        return course().status();
    }

    default @Nullable String reason() {
        return course().reason();
    }

    default @Nullable Instant startedAt() {
        return course().startedAt();
    }

    default @Nullable Instant finishedAt() {
        return course().finishedAt();
    }

    /** Its batches that are not closed; a person's step has none. */
    default List<OpenBatch> open() {
        return List.of();
    }

    /** Number of findings by code. */
    default Map<String, Integer> findings() {
        return Map.of();
    }

    /** Numbers that it told, to plan and to decide with. */
    default Map<String, Long> totals() {
        return Map.of();
    }

    /** Words that it told, to decide by. */
    default Map<String, String> facts() {
        return Map.of();
    }

    /** What it counted at every gate: a step that moves records by its own id, an action by the entity types that it moved. */
    default Map<String, Books> books() {
        return Map.of();
    }

    /** Whether nothing of it runs any more. */
    default boolean over() {
        return status().ended() && open().isEmpty();
    }

    StepState ended(StepStatus how, @Nullable String why, @Nullable Instant at);

    /** Ends before it is done: what is not commanded ends with it, what is may have to be waited for. */
    StepState givenUp(StepStatus how, String why, Instant now);

    /** To be done again: what was done to its end under a new number, what was not as the next attempt. */
    StepState again();
}
