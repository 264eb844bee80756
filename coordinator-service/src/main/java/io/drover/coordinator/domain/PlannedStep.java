package io.drover.coordinator.domain;

import io.drover.contracts.Phase;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a plan.
 *
 * @param phase of an OPERATION step; null for RECORDS
 * @param operation of an OPERATION step; null for RECORDS
 * @param entity the kind of record of a RECORDS step; null for OPERATION
 * @param after steps that must have ended well before this one begins
 * @param loadAfter RECORDS: steps that must have ended well before the first record is loaded
 * @param inputs what the step's batches read, by the operations' names
 * @param always whether it runs even when a step before it failed
 */
public record PlannedStep(
        String id,
        String title,
        StepKind kind,
        @Nullable Phase phase,
        @Nullable String operation,
        @Nullable String entity,
        List<String> after,
        List<String> loadAfter,
        Map<String, StepInput> inputs,
        boolean always) {

    public PlannedStep {
        after = List.copyOf(after);
        loadAfter = List.copyOf(loadAfter);
        inputs = Map.copyOf(inputs);
    }
}
