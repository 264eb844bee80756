package io.drover.coordinator.domain;

import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the batches of a RECORDS step follow one another. Batch n is extracted, transformed, loaded and validated under the
 * same number n. Records that refer to their own kind (a test case that calls another, a folder in a folder) wait until
 * all are transformed; one link batch puts them in levels, and each level is loaded after the one below it.
 */
final class RecordsFlow {

    private static final String PLAIN = "plain";
    private static final String LINKED = "linked";
    private static final String LEVEL = "level-";

    private RecordsFlow() {}

    /** What follows a batch that just closed. */
    static void closed(Deliberation d, String stepId, OpenBatch batch, Outcome.Done done) {
        switch (batch.phase()) {
            case EXTRACT -> open(d, stepId, OpenBatch.ready(Phase.TRANSFORM, batch.number(), null, 1));
            case TRANSFORM -> {
                if (isLink(d.step(stepId), batch)) {
                    linked(d, stepId, done);
                } else {
                    transformed(d, stepId, batch, done);
                }
            }
            case LOAD -> open(d, stepId, OpenBatch.ready(Phase.VALIDATE, batch.number(), batch.part(), batch.peers()));
            case VALIDATE, ARCHIVE -> {
                // Nothing follows.
            }
        }
    }

    /** The link batch hands on records that were counted when they were transformed. */
    static Counts counted(StepState step, OpenBatch batch, Counts counts) {
        return isLink(step, batch)
                ? new Counts(0, 0, counts.skipped(), counts.rejected(), counts.dropped(), counts.different())
                : counts;
    }

    private static boolean isLink(StepState step, OpenBatch batch) {
        return batch.phase() == Phase.TRANSFORM && batch.number() == step.specs();
    }

    private static void transformed(Deliberation d, String stepId, OpenBatch batch, Outcome.Done done) {
        if (done.parts().getOrDefault(PLAIN, 0) > 0) {
            open(
                    d,
                    stepId,
                    OpenBatch.ready(
                            Phase.LOAD, batch.number(), null, d.step(stepId).specs()));
        }
        if (done.parts().getOrDefault(LINKED, 0) > 0) {
            d.put(d.step(stepId).withLinked());
        }
    }

    private static void linked(Deliberation d, String stepId, Outcome.Done done) {
        List<Level> levels = done.parts().entrySet().stream()
                .filter(part -> part.getKey().startsWith(LEVEL))
                .map(part -> new Level(part.getKey().replace(StepState.FAMILY, ""), part.getValue()))
                .sorted(Comparator.comparingInt(Level::number))
                .toList();
        d.put(d.step(stepId).withLink(StepState.Link.DONE, levels));
    }

    /** Opens what may begin now. */
    static void advance(Deliberation d, PlannedStep planned) {
        String id = planned.id();
        StepState step = d.step(id);
        int room = d.plan().limits().window() - step.open().size();
        int until = Math.min(step.specs(), step.opened() + Math.max(0, room));
        if (until > step.opened()) {
            d.put(step.opening(IntStream.range(step.opened(), until)
                    .mapToObj(number -> OpenBatch.ready(Phase.EXTRACT, number, null, step.specs()))
                    .toList()));
        }
        if (linkIsDue(d.step(id))) {
            open(d, id, OpenBatch.ready(Phase.TRANSFORM, d.step(id).specs(), null, 1));
            d.put(d.step(id).withLink(StepState.Link.RUNNING, List.of()));
        }
        openNextLevel(d, id);
    }

    /** Whether every batch of the step is closed and none is to come. */
    static boolean finished(StepState step) {
        return step.opened() == step.specs()
                && step.open().isEmpty()
                && step.levels().isEmpty()
                && (step.linked() == 0 || step.link() == StepState.Link.DONE);
    }

    private static boolean linkIsDue(StepState step) {
        return step.linked() > 0
                && step.link() == StepState.Link.NOT_BEGUN
                && step.progress(Phase.TRANSFORM).done() == step.specs();
    }

    /**
     * Opens parts of the lowest level that is not open whole, as many as the window has room for. A level begins when all that is
     * below it is loaded.
     */
    private static void openNextLevel(Deliberation d, String id) {
        StepState step = d.step(id);
        if (step.levels().isEmpty()) {
            return;
        }
        Level level = step.levels().getFirst();
        boolean loading = step.open().stream().anyMatch(batch -> batch.phase() == Phase.LOAD);
        int room = d.plan().limits().window() - step.open().size();
        int more = Math.min(room, level.parts() - level.opened());
        if (more <= 0 || (level.opened() == 0 && loading)) {
            return;
        }
        int first = step.specs() + step.linkedBatches();
        List<OpenBatch> batches = IntStream.range(0, more)
                .mapToObj(i -> OpenBatch.ready(Phase.LOAD, first + i, level.part(level.opened() + i), level.parts()))
                .toList();
        Level begun = level.opening(more);
        List<Level> above = step.levels().subList(1, step.levels().size());
        d.put(step.opening(batches)
                .withLink(StepState.Link.DONE, begun.isOpened() ? above : with(begun, above))
                .withLinkedBatches(step.linkedBatches() + more));
    }

    private static List<Level> with(Level first, List<Level> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }

    private static void open(Deliberation d, String stepId, OpenBatch batch) {
        d.put(d.step(stepId).opening(batch));
    }
}
