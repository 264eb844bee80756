package io.drover.coordinator.domain;

import io.drover.api.StepStatus;
import io.drover.contracts.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step whose work the workers do, in batches. */
public sealed interface BatchedState extends StepState permits RecordsState, ActionState {

    Batches batches();

    BatchedState with(StepCourse course);

    BatchedState with(Batches batches);

    @Override
    default List<OpenBatch> open() {
        return batches().open();
    }

    default Optional<OpenBatch> open(Phase phase, int number) {
        return open().stream().filter(batch -> batch.is(phase, number)).findFirst();
    }

    @Override
    default Map<String, Integer> findings() {
        return batches().findings();
    }

    default PhaseProgress progress(Phase phase) {
        return batches().progress().getOrDefault(phase, PhaseProgress.NONE);
    }

    /** How many of its batches are commanded in a phase. */
    default int running(Phase phase) {
        return Math.toIntExact(open().stream()
                .filter(batch -> batch.phase() == phase && batch.runs())
                .count());
    }

    @Override
    default BatchedState ended(StepStatus how, @Nullable String why, @Nullable Instant at) {
        return with(course().ended(how, why, at)).with(batches().with(List.of()));
    }

    @Override
    default BatchedState givenUp(StepStatus how, String why, Instant now) {
        return with(course().ended(how, why, now)).with(batches().givenUp(now));
    }

    @Override
    default BatchedState again() {
        return with(course().again()).with(batches().again(status()));
    }

    /** @param why null when it goes on */
    default BatchedState paused(@Nullable String why) {
        return with(course().paused(why));
    }

    default BatchedState opening(OpenBatch batch) {
        return with(batches().opening(List.of(batch)));
    }

    default BatchedState replacing(OpenBatch batch) {
        return with(batches().replacing(batch));
    }

    default BatchedState without(OpenBatch batch) {
        return with(batches().without(batch));
    }

    default BatchedState closing(OpenBatch batch, PhaseProgress after, Map<String, Integer> found) {
        return with(batches().closing(batch, after, found));
    }

    default BatchedState with(Phase phase, PhaseProgress value) {
        return with(batches().with(phase, value));
    }
}
