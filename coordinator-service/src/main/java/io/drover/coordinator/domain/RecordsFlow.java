package io.drover.coordinator.domain;

import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import java.util.Comparator;
import java.util.List;

/**
 * How the batches of a RECORDS step follow one another. Batch n is extracted, transformed, loaded and validated under the
 * same number n. Records that refer to their own kind (a test case that calls another, a folder in a folder) wait until
 * all are transformed; one link batch puts them in levels, and each level is loaded after the one below it.
 */
final class RecordsFlow {

    private static final String PLAIN = "plain";
    private static final String LINKED = "linked";
    private static final String LEVEL = "level-";
    private static final String FAMILY = "-*";

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
                .map(part -> new Level(part.getKey().replace(FAMILY, ""), part.getValue()))
                .sorted(Comparator.comparing(Level::name))
                .toList();
        d.put(d.step(stepId).withLink(StepState.Link.DONE, levels));
    }

    /** Opens what may begin now. */
    static void advance(Deliberation d, PlannedStep planned) {
        String id = planned.id();
        while (d.step(id).opened() < d.step(id).specs()
                && d.step(id).open().size() < d.plan().limits().window()) {
            open(
                    d,
                    id,
                    OpenBatch.ready(
                            Phase.EXTRACT, d.step(id).opened(), null, d.step(id).specs()));
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

    private static void openNextLevel(Deliberation d, String id) {
        StepState step = d.step(id);
        boolean loading = step.open().stream().anyMatch(batch -> batch.phase() == Phase.LOAD);
        if (step.levels().isEmpty() || loading) {
            return;
        }
        Level level = step.levels().getFirst();
        int first = step.specs() + step.linkedBatches();
        for (int i = 0; i < level.parts(); i++) {
            open(d, id, OpenBatch.ready(Phase.LOAD, first + i, level.part(i), level.parts()));
        }
        d.put(d.step(id)
                .withLink(
                        StepState.Link.DONE,
                        step.levels().subList(1, step.levels().size()))
                .withLinkedBatches(step.linkedBatches() + level.parts()));
    }

    private static void open(Deliberation d, String stepId, OpenBatch batch) {
        d.put(d.step(stepId).opening(batch));
    }
}
