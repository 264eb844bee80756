package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.drover.contracts.Phase;
import io.drover.contracts.Side;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of a plan.
 *
 * @param phase of an OPERATION step; null otherwise
 * @param operation of an OPERATION step; null otherwise
 * @param on whose connector's operation it is; null for an operation of the service itself
 * @param options what the recipe tells the operation
 * @param entity the entity type of a RECORDS step; null otherwise
 * @param from RECORDS: the step whose records its own came by, batch n by batch n; null where they are listed and read
 * @param after steps that must have ended well before this one begins
 * @param loadAfter RECORDS: steps that must have ended well before the first record is loaded
 * @param inputs what the step's batches read, by the operations' names
 * @param always whether it runs even when a step before it failed
 * @param retry what may follow a failed attempt
 * @param requires what has to be there before it begins; null for nothing
 * @param undoes what it takes back: it also runs, when one of these has begun, to end an execution that is given up in time
 * @param resumeFrom the step that is done again first when this one failed past the point of no return; null for itself
 * @param asks of an OPERATOR step; null otherwise
 * @param irreversible whether it takes away what cannot be made again, so that it begins past the point of no return; absent in
 *     plans that knew no difference between this and {@code requires}
 * @param onFailure what a failure past the point of no return means; absent: RETRY for records, HOLD for all others
 * @param stricter what the connector allows less than the recipe, for people; null when they agree
 * @param deadline of an action: how long it may answer that it is not done yet; null for {@link #LONGEST}
 * @param contents whether the source has contents with its records that the target takes, so that loading opens the source, too
 * @param notApplicable why it is skipped, for people: a system does not have its entity type, or cannot do its part; null when it applies
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
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String from,
        List<String> after,
        List<String> loadAfter,
        Map<String, StepInput> inputs,
        boolean always,
        Retry retry,
        @Nullable Requires requires,
        List<String> undoes,
        @Nullable String resumeFrom,
        @Nullable Asks asks,
        Boolean irreversible,
        OnFailure onFailure,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String stricter,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Duration deadline,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean contents,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String notApplicable) {

    /** What an action asks for that says nothing is done within a day, or needs a person. */
    private static final Duration LONGEST = Duration.ofDays(1);

    @SuppressWarnings("ConstantConditions") // absent in what an older release wrote
    public PlannedStep {
        irreversible = irreversible == null ? requires != null && kind == StepKind.OPERATION : irreversible;
        onFailure = onFailure == null ? kind == StepKind.RECORDS ? OnFailure.RETRY : OnFailure.HOLD : onFailure;
        options = Map.copyOf(options);
        after = List.copyOf(after);
        loadAfter = List.copyOf(loadAfter);
        inputs = Map.copyOf(inputs);
        undoes = List.copyOf(undoes);
    }

    /** With what its connector allows less than its recipe. */
    public PlannedStep stricter(Retry less, boolean cannotBeTakenBack, String why) {
        return as(title, less, cannotBeTakenBack, why, contents, notApplicable);
    }

    /**
     * With what its connectors say of its entity type.
     *
     * @param called its title
     * @param withContents whether its contents go, too
     * @param whyNot null when it applies
     */
    public PlannedStep applicable(String called, boolean withContents, @Nullable String whyNot) {
        return as(called, retry, irreversible, stricter, withContents, whyNot);
    }

    private PlannedStep as(
            String called,
            Retry mayFollow,
            boolean cannotBeTakenBack,
            @Nullable String less,
            boolean withContents,
            @Nullable String whyNot) {
        return new PlannedStep(
                id,
                called,
                kind,
                phase,
                operation,
                on,
                options,
                entity,
                from,
                after,
                loadAfter,
                inputs,
                always,
                mayFollow,
                requires,
                undoes,
                resumeFrom,
                asks,
                cannotBeTakenBack,
                onFailure,
                less,
                deadline,
                withContents,
                whyNot);
    }

    /** How long it may answer that it is not done yet, from when it was begun. */
    Duration longest() {
        return Objects.requireNonNullElse(deadline, LONGEST);
    }

    /** Whether it moves records in this plan. */
    public boolean movesRecords() {
        return kind == StepKind.RECORDS && notApplicable == null;
    }

    /** The phases that its records go through. */
    public Pipeline pipeline() {
        return from == null ? Pipeline.RECORDS : Pipeline.EMITTED;
    }

    /** Whether its failure past the point of no return holds the execution. */
    boolean holds() {
        return !always && kind != StepKind.RECORDS && onFailure == OnFailure.HOLD;
    }

    /** The step that asks for the consent that this one needs; null when it needs none. */
    public @Nullable String consent() {
        return requires == null ? null : requires.consent();
    }

    /** The terms of a step that is a consent. */
    public @Nullable ConsentTerms terms() {
        return asks == null ? null : asks.consent();
    }
}
