package io.drover.archive;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An execution as the coordinator staged it: the form of {@code GET /api/v1/executions/{id}}, taken while the evidence
 * step itself is still running.
 *
 * @param books by step id, of steps that move records; by kind, of those that operations kept
 * @param findings how many of each code
 * @param passedPointOfNoReturn whether something destructive was begun
 * @param consent the consent that was given last, null when none was
 * @param consents by the step that asked; empty in what an older release staged
 */
record Execution(
        String id,
        String migration,
        String recipe,
        State state,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Failure failure,
        List<Step> steps,
        Map<String, Books> books,
        Map<String, Long> findings,
        boolean passedPointOfNoReturn,
        @Nullable Consent consent,
        Map<String, Consent> consents) {

    Execution {
        steps = steps == null ? List.of() : List.copyOf(steps);
        books = books == null ? Map.of() : books; // keeps the order of the steps
        findings = findings == null ? Map.of() : findings;
        consents = consents == null ? Map.of() : consents;
    }

    /** Who consented to what cannot be taken back. */
    record Consent(String by, Instant at, Instant expiresAt) {}

    /** The consent that a step needs and has; null when it has none. Older releases had one for all. */
    @Nullable
    Consent consentOf(Step step) {
        return consents.isEmpty() ? consent : step.needsConsent() == null ? null : consents.get(step.needsConsent());
    }

    /** When the execution ended, or, while only the evidence is missing, when its last step did. */
    Instant end() {
        if (finishedAt != null) {
            return finishedAt;
        }
        Instant last = startedAt;
        for (Step step : steps) {
            if (step.finishedAt() != null && step.finishedAt().isAfter(last)) {
                last = step.finishedAt();
            }
        }
        return last;
    }

    enum State {
        RUNNING,
        SUCCESS,
        PARTIAL,
        ERROR,
        STOPPED,
        HELD
    }

    enum StepState {
        PENDING,
        RUNNING,
        WAITING,
        SUCCESS,
        SKIPPED,
        ERROR,
        CANCELLED
    }

    record Failure(String code, String type, String message) {}

    /**
     * @param kind {@code records}, {@code operation} or {@code operator}
     * @param phases by phase in lower case
     * @param confirmedBy the person who confirmed an operator's step, with what they saw; null for any other
     * @param needsBackup the step that must have proven a backup before it; null when none must, and in what an older release staged;
     *     likewise {@code needsConsent}
     * @param totals numbers that an operation told, by its words; likewise facts
     */
    record Step(
            String id,
            String title,
            String kind,
            StepState state,
            @Nullable String reason,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            long expected,
            Map<String, PhaseWork> phases,
            boolean destructive,
            @Nullable String needsBackup,
            @Nullable String needsConsent,
            @Nullable String confirmedBy,
            @Nullable String seen,
            Map<String, Long> totals,
            Map<String, String> facts) {

        static final String OPERATOR = "operator";

        Step {
            phases = phases == null ? Map.of() : phases;
            totals = totals == null ? Map.of() : totals;
            facts = facts == null ? Map.of() : facts;
        }
    }

    /**
     * What one phase of a step did.
     *
     * @param requests sent to the outside systems
     * @param throttled how many of them were answered 429
     * @param firstAt when its first batch was issued
     * @param lastAt when its last batch closed
     */
    record PhaseWork(
            long batches,
            long done,
            long records,
            long requests,
            long throttled,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt) {}

    /**
     * Records of one step by what became of them.
     *
     * @param loaded created and updated
     * @param different read back and not as they should be, or not there
     * @param updated of those loaded, records that the target had before; 0 where nobody tells
     */
    record Books(
            long extracted,
            long loaded,
            long skipped,
            long rejected,
            long dropped,
            long verified,
            long different,
            long updated) {

        static final Books EMPTY = new Books(0, 0, 0, 0, 0, 0, 0, 0);

        /** Records that the target did not have before. */
        public long created() {
            return loaded - updated;
        }

        /** Records that are in the target by these books. */
        long there() {
            return loaded + skipped;
        }

        /** Records of which nobody knows where they are; negative when more came out than went in. */
        public long missing() {
            return extracted - loaded - skipped - rejected - dropped;
        }

        Books plus(Books other) {
            return new Books(
                    extracted + other.extracted,
                    loaded + other.loaded,
                    skipped + other.skipped,
                    rejected + other.rejected,
                    dropped + other.dropped,
                    verified + other.verified,
                    different + other.different,
                    updated + other.updated);
        }
    }
}
