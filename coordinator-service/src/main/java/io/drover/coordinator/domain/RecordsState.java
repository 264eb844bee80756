package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.drover.api.Books;
import io.drover.api.StepStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A step that moves the records of one entity type.
 *
 * @param totals {@code errors}: number of findings of severity ERROR; absent for none
 * @param specs how many batches the survey planned
 * @param expected how many records the survey saw
 * @param opened how many EXTRACT batches have been opened
 * @param unfinished what was open when it failed, to be opened when it goes on; absent means nothing
 */
public record RecordsState(
        String id,
        @JsonUnwrapped StepCourse course,
        @JsonUnwrapped Batches batches,
        Map<String, Long> totals,
        int specs,
        long expected,
        int opened,
        @JsonUnwrapped Linking linking,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OpenBatch> unfinished)
        implements BatchedState {

    /** Among totals. */
    static final String ERRORS = "errors";

    @SuppressWarnings("ConstantConditions") // absent in what an older release wrote
    public RecordsState {
        totals = Map.copyOf(totals);
        unfinished = unfinished == null ? List.of() : List.copyOf(unfinished);
    }

    static RecordsState pending(String id) {
        return new RecordsState(id, StepCourse.PENDING, Batches.NONE, Map.of(), 0, 0, 0, Linking.NONE, List.of());
    }

    RecordsState begun(int plannedSlices, long expectedRecords, Instant now) {
        StepCourse begun = course.begun(StepStatus.RUNNING, now);
        return new RecordsState(
                id, begun, batches, totals, plannedSlices, expectedRecords, opened, linking, unfinished);
    }

    /** What a batch works on. */
    public RecordsWork work(OpenBatch batch) {
        return RecordsWork.of(batch, specs);
    }

    /** Whether every batch is closed and none is to come. */
    boolean finished() {
        return opened == specs && open().isEmpty() && linking.finished();
    }

    /** With more findings of severity ERROR. */
    RecordsState withErrors(long more) {
        if (more == 0) {
            return this;
        }
        Map<String, Long> counted = new HashMap<>(totals);
        counted.merge(ERRORS, more, Long::sum);
        return new RecordsState(id, course, batches, counted, specs, expected, opened, linking, unfinished);
    }

    /** As {@link #givenUp}, and what is not commanded is kept for when it goes on. */
    RecordsState interrupted(StepStatus how, String why, Instant now) {
        List<OpenBatch> kept = OpenBatch.setAside(unfinished, open());
        RecordsState ended = with(course.ended(how, why, now));
        return ended.with(batches.givenUp(now), kept);
    }

    /** After it was interrupted: what is open and not commanded is kept for when it goes on. */
    RecordsState settingAside() {
        return with(batches.keeping(OpenBatch::runs), OpenBatch.setAside(unfinished, open()));
    }

    /** What was open when it failed is opened again. */
    @Override
    public RecordsState again() {
        Batches again = batches.again(status());
        boolean goesOn = status() == StepStatus.ERROR;
        List<OpenBatch> open = Stream.concat(again.open().stream(), goesOn ? unfinished.stream() : Stream.empty())
                .toList();
        return with(course.again()).with(again.with(open), List.of());
    }

    RecordsState reading(List<OpenBatch> slices) {
        int more = opened + slices.size();
        return new RecordsState(
                id, course, batches.opening(slices), totals, specs, expected, more, linking, unfinished);
    }

    RecordsState with(Linking other) {
        return new RecordsState(id, course, batches, totals, specs, expected, opened, other, unfinished);
    }

    @Override
    public RecordsState with(StepCourse other) {
        return new RecordsState(id, other, batches, totals, specs, expected, opened, linking, unfinished);
    }

    @Override
    public RecordsState with(Batches other) {
        return with(other, unfinished);
    }

    private RecordsState with(Batches other, List<OpenBatch> kept) {
        return new RecordsState(id, course, other, totals, specs, expected, opened, linking, kept);
    }

    @Override
    public Map<String, Books> books() {
        return status() == StepStatus.SKIPPED ? Map.of() : Map.of(id, counted());
    }

    public Books counted() {
        return Bookkeeping.of(this);
    }
}
