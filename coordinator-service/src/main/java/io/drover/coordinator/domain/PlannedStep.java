package io.drover.coordinator.domain;

import io.drover.contracts.Phase;
import io.drover.contracts.Side;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a plan.
 *
 * @param phase of an OPERATION step; null otherwise
 * @param operation of an OPERATION step; null otherwise
 * @param on whose connector's operation it is; null for an operation of the service itself
 * @param options what the recipe tells the operation
 * @param entity the kind of record of a RECORDS step; null otherwise
 * @param after steps that must have ended well before this one begins
 * @param loadAfter RECORDS: steps that must have ended well before the first record is loaded
 * @param inputs what the step's batches read, by the operations' names
 * @param always whether it runs even when a step before it failed
 * @param retry what may follow a failed attempt
 * @param requires of a destructive step: its guards; null for any other
 * @param undoes what it takes back: it also runs, when one of these has begun, to end an execution that is given up in time
 * @param resumeFrom the step that is done again first when this one failed past the point of no return; null for itself
 * @param asks of an OPERATOR step; null otherwise
 */
public record PlannedStep(
        String id,
        String title,
        StepKind kind,
        @Nullable Phase phase,
        @Nullable String operation,
        @Nullable Side on,
        Map<String, String> options,
        @Nullable String entity,
        List<String> after,
        List<String> loadAfter,
        Map<String, StepInput> inputs,
        boolean always,
        Retry retry,
        @Nullable Requires requires,
        List<String> undoes,
        @Nullable String resumeFrom,
        @Nullable Asks asks) {

    public PlannedStep {
        options = Map.copyOf(options);
        after = List.copyOf(after);
        loadAfter = List.copyOf(loadAfter);
        inputs = Map.copyOf(inputs);
        undoes = List.copyOf(undoes);
    }

    /** Whether it takes away what cannot be made again. */
    public boolean destructive() {
        return requires != null;
    }

    /** The terms of a step that is a consent. */
    public @Nullable ConsentTerms terms() {
        return asks == null ? null : asks.consent();
    }
}
