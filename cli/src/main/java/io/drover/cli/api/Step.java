package io.drover.cli.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of an execution.
 *
 * @param kind {@code records} or {@code operation}
 * @param reason why it was skipped or failed
 * @param expected the records that the survey saw; 0 when it does not apply or is not known yet
 * @param phases progress per phase, in the order of the phases
 */
public record Step(
        String id,
        String title,
        String kind,
        StepState state,
        @Nullable String reason,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long expected,
        Map<String, PhaseProgress> phases) {

    @SuppressWarnings("ConstantConditions") // the API leaves out what is empty
    public Step {
        phases = phases == null ? Map.of() : new LinkedHashMap<>(phases);
    }

    /** Whether it moves records, as opposed to one named operation. */
    public boolean movesRecords() {
        return "records".equals(kind);
    }
}
