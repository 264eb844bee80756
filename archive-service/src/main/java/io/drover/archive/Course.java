package io.drover.archive;

import io.drover.api.ConsentGiven;
import io.drover.api.Execution;
import io.drover.api.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The course of a guarded execution, step by step, as a person who was not there wants to read it.
 *
 * @param passed whether something was destroyed, or may have been
 * @param consent the consent that held; null when none was given
 * @param lost what was left behind by decision, the first thousand
 * @param lostTotal how many that are in all
 */
record Course(
        boolean passed, @Nullable ConsentGiven consent, List<Stop> stops, List<LostRuns.Lost> lost, long lostTotal) {

    private static final String BOOKS = "books.";
    private static final int FEW = 6;

    Course {
        stops = List.copyOf(stops);
        lost = List.copyOf(lost);
    }

    /**
     * One step.
     *
     * @param state in lower case
     * @param first whether the point of no return is right before it
     * @param seen what the person saw who confirmed it
     * @param totals without those that the books show
     */
    record Stop(
            int number,
            String id,
            String title,
            String kind,
            String state,
            boolean destructive,
            boolean first,
            @Nullable String reason,
            @Nullable String confirmedBy,
            @Nullable String seen,
            @Nullable ConsentGiven consent,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            Map<String, Long> totals,
            Map<String, String> facts,
            OperationRecords.OfStep records) {

        /** Whether the numbers are so many that they want to be unfolded. */
        public boolean hasManyTotals() {
            return totals.size() > FEW;
        }

        /** 0 when it did not begin or did not end. */
        public long durationMs() {
            return startedAt == null || finishedAt == null
                    ? 0
                    : Math.max(0, Duration.between(startedAt, finishedAt).toMillis());
        }
    }

    /** How many of {@link #lost} are not listed. */
    public long lostMore() {
        return lostTotal - lost.size();
    }

    /** @return null when no step was a person's and none could destroy: then the times say all */
    static @Nullable Course of(Execution execution, List<Step> steps, OperationRecords records, LostRuns lost) {
        if (steps.stream().noneMatch(step -> step.destructive() || step.kind().equals(Step.OPERATOR))) {
            return null;
        }
        List<Stop> stops = new ArrayList<>();
        boolean beyond = false;
        for (Step step : steps) {
            boolean first = step.destructive() && !beyond;
            beyond |= step.destructive();
            stops.add(stop(stops.size() + 1, step, first, execution.consentOf(step), records.of(step.id())));
        }
        return new Course(execution.passedPointOfNoReturn(), execution.consent(), stops, lost.list(), lost.total());
    }

    private static Stop stop(
            int number, Step step, boolean first, @Nullable ConsentGiven consent, OperationRecords.OfStep records) {
        Map<String, Long> totals = new TreeMap<>(step.totals());
        totals.keySet().removeIf(word -> word.startsWith(BOOKS));
        return new Stop(
                number,
                step.id(),
                step.title(),
                step.kind(),
                step.state().name().toLowerCase(Locale.ROOT),
                step.destructive(),
                first,
                step.reason(),
                step.confirmedBy(),
                step.seen(),
                step.destructive() ? consent : null,
                step.startedAt(),
                step.finishedAt(),
                totals,
                new TreeMap<>(step.facts()),
                records);
    }
}
