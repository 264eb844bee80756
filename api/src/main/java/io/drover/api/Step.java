package io.drover.api;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One line of an execution. */
@Schema(description = "One line of an execution.")
public record Step(
        String id,
        String title,

        @Schema(enumeration = {Step.RECORDS, Step.OPERATION, Step.OPERATOR})
        String kind,

        StepStatus state,

        @Schema(description = "Why it was skipped or failed.") @Nullable
        String reason,

        @Schema(description = "The longest wait of its batches; null when none waits for its next attempt.") @Nullable
        Waits waits,

        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,

        @Schema(description = "Whether it cannot be taken back.")
        boolean destructive,

        @Schema(description = "The step that must have proven a backup before it; null when none must.") @Nullable
        String needsBackup,

        @Schema(description = "The step that must have got a consent before it; null when none must.") @Nullable
        String needsConsent,

        @Schema(
                enumeration = {"SAFE", "RESUME", "RESTORE_ONLY"},
                description = "What may follow a failed attempt.")
        String retry,

        @Schema(
                enumeration = {"HOLD", "RETRY"},
                description = "What its failure past the point of no return means.")
        String onFailure,

        @Schema(description = "Of an operator's step: what to do; null otherwise.") @Nullable
        String instructions,

        @Schema(description = "Whether it is a consent, which is typed, not confirmed.")
        Boolean consent,

        @Schema(description = "Who did an operator's step; null otherwise, and before.") @Nullable
        String confirmedBy,

        @Schema(description = "What that person saw.") @Nullable
        String seen,

        @Schema(description = "Numbers that an operation told, by its words.")
        Map<String, Long> totals,

        @Schema(description = "Words that an operation told, by its words.")
        Map<String, String> facts,

        @Schema(description = "Records that the survey saw; 0 when it does not apply or is not known yet.")
        long expected,

        @Schema(description = "By phase (extract, transform, load, validate, archive), those that have begun.")
        Map<String, PhaseWork> phases) {

    /** The records of one entity type through the phases, in batches. */
    public static final String RECORDS = "records";

    /** One named operation. */
    public static final String OPERATION = "operation";

    /** A person does something and confirms it. */
    public static final String OPERATOR = "operator";

    @SuppressWarnings("ConstantConditions") // an older server does not send all of them
    public Step {
        // It had one consent, called so.
        consent = consent == null ? OPERATOR.equals(kind) && "consent".equals(id) : consent;
        totals = Execution.inOrder(totals);
        facts = Execution.inOrder(facts);
        phases = Execution.inOrder(phases);
    }

    /** Whether it moves records, as opposed to one named operation. */
    public boolean movesRecords() {
        return RECORDS.equals(kind);
    }

    /** Whether a person has to do or confirm something now. */
    public boolean waitsForPerson() {
        return state == StepStatus.WAITING;
    }
}
