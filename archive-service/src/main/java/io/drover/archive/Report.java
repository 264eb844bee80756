package io.drover.archive;

import io.drover.api.Books;
import io.drover.contracts.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the report says, as {@code report.json} has it. Times are UTC, durations milliseconds.
 *
 * @param findings how many of each severity
 * @param causes all findings, grouped
 * @param course of an execution with steps that people do or that destroy; null for any other
 */
record Report(
        int version,
        Verdict verdict,
        Subject subject,
        Books total,
        List<KindBooks> books,
        List<Proof> proofs,
        Map<String, Long> findings,
        List<FindingGroup> causes,
        List<StepTime> steps,
        Flow flow,
        List<ConnectedSystem> systems,
        List<MappedField> mapping,
        @Nullable Course course) {

    static final int VERSION = 1;

    /**
     * What the report is about.
     *
     * @param droverVersion release that made the report
     * @param planHash of the plan that ran, null when the plan does not say
     */
    record Subject(
            String execution,
            String migration,
            String recipe,
            String droverVersion,
            @Nullable String planHash,
            Instant startedAt,
            Instant finishedAt,
            long durationMs) {}

    /**
     * @param expected records that the survey saw, 0 when it did not count them
     * @param step id of the step, or the kind when operations kept the books
     * @param balanced whether every record that was extracted is accounted for
     * @param byOperation whether operations kept the books; there are no receipts then
     */
    record KindBooks(String step, String title, long expected, Books books, boolean balanced, boolean byOperation) {}

    /** @param recordsPerSecond over the whole of the phase, 0 for an operation without records */
    record PhaseTime(
            Phase phase,
            long startMs,
            long durationMs,
            long batches,
            long records,
            double recordsPerSecond,
            long requests,
            long throttled) {}

    /**
     * @param state a step's state in lower case
     * @param reason why it was skipped or failed
     * @param startMs since the start of the execution; likewise of phases
     */
    record StepTime(
            String id,
            String title,
            String state,
            @Nullable String reason,
            long startMs,
            long durationMs,
            List<PhaseTime> phases) {}
}
