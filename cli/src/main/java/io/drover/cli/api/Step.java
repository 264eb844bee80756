package io.drover.cli.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of an execution.
 *
 * @param kind {@code records}, {@code operation} or {@code operator}
 * @param reason why it was skipped or failed
 * @param waitsFor for what it waits before its next attempt; null when it does not, or the server is older
 * @param expected the records that the survey saw; 0 when it does not apply or is not known yet
 * @param phases progress per phase, in the order of the phases
 * @param destructive whether it cannot be taken back
 * @param retry {@code SAFE}, {@code RESUME} or {@code RESTORE_ONLY}: what was decided beforehand for a failure
 * @param instructions what a person has to do, for an operator step
 * @param totals what an operation counted, by word ({@code in.run})
 * @param facts what an operation found out, by word ({@code sha256})
 * @param confirmedBy who confirmed an operator step
 * @param seen what that person saw
 * @param consent whether it is a consent; null from an older server, which has one, called so
 */
public record Step(
        String id,
        String title,
        String kind,
        StepState state,
        @Nullable String reason,
        @JsonProperty("waits") @Nullable Waits waitsFor,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long expected,
        Map<String, PhaseProgress> phases,
        boolean destructive,
        @Nullable String retry,
        @Nullable String instructions,
        Map<String, Long> totals,
        Map<String, String> facts,
        @Nullable String confirmedBy,
        @Nullable String seen,
        @Nullable Boolean consent) {

    @SuppressWarnings("ConstantConditions") // the API leaves out what is empty
    public Step {
        phases = phases == null ? Map.of() : new LinkedHashMap<>(phases);
        totals = totals == null ? Map.of() : new LinkedHashMap<>(totals);
        facts = facts == null ? Map.of() : new LinkedHashMap<>(facts);
    }

    /** Whether it moves records, as opposed to one named operation. */
    public boolean movesRecords() {
        return "records".equals(kind);
    }

    /** Whether a person has to do or confirm something now. */
    public boolean waits() {
        return state == StepState.WAITING;
    }

    /** Whether it is a consent, which is typed at a terminal and never confirmed as other operator steps are. */
    public boolean asksConsent() {
        return consent == null ? "operator".equals(kind) && "consent".equals(id) : consent;
    }
}
