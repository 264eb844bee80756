package io.drover.coordinator.domain;

import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the batches of a RECORDS step follow one another. Batch n goes through the phases of its {@link Pipeline} under the same number
 * n. Records that refer to their own kind (a test case that calls another, a folder in a folder) wait until
 * all are transformed; one link batch puts them in levels, and each level is loaded after the one below it.
 */
final class RecordsFlow {

    private static final String PLAIN = "plain";
    private static final String LINKED = "linked";
    private static final String LEVEL = "level-";

    private RecordsFlow() {}

    /** With what follows a batch that just closed. */
    static RecordsState closed(RecordsState step, Pipeline pipeline, OpenBatch batch, Outcome.Done done) {
        return switch (step.work(batch)) {
            case RecordsWork.Link link -> step.with(step.linking().done(levels(done)));
            case RecordsWork.Slice slice
            when batch.phase() == Phase.TRANSFORM -> {
                boolean linked = done.parts().getOrDefault(LINKED, 0) > 0;
                RecordsState counted = linked ? step.with(step.linking().more()) : step;
                yield done.parts().getOrDefault(PLAIN, 0) > 0 ? goingOn(counted, pipeline, batch) : counted;
            }
            case RecordsWork.Slice slice -> goingOn(step, pipeline, batch);
            case RecordsWork.LevelPart part -> goingOn(step, pipeline, batch);
        };
    }

    /** The same records in the next phase, where there is one. */
    private static RecordsState goingOn(RecordsState step, Pipeline pipeline, OpenBatch batch) {
        return pipeline.next(batch.phase())
                .map(next -> step.with(step.batches().opening(List.of(batch.in(next, step.specs())))))
                .orElse(step);
    }

    private static List<Level> levels(Outcome.Done done) {
        return done.parts().entrySet().stream()
                .filter(part -> part.getKey().startsWith(LEVEL))
                .map(part -> new Level(part.getKey().replace(ActionState.FAMILY, ""), part.getValue()))
                .sorted(Comparator.comparingInt(Level::number))
                .toList();
    }

    /** What a batch adds to the counts of its phase: the link batch hands on records that were counted when they were transformed. */
    static Counts counted(RecordsState step, OpenBatch batch, Counts counts) {
        return step.work(batch) instanceof RecordsWork.Link
                ? new Counts(0, 0, counts.skipped(), counts.rejected(), counts.dropped(), counts.different())
                : counts;
    }

    /** With the batches that may begin now, as many as the window has room for. */
    static RecordsState opened(RecordsState step, Pipeline pipeline, int window) {
        int until = Math.min(
                step.specs(), step.opened() + Math.max(0, window - step.open().size()));
        RecordsState read = step.reading(IntStream.range(step.opened(), until)
                .mapToObj(number -> OpenBatch.ready(pipeline.first(), number, null, step.specs()))
                .toList());
        boolean linking = read.linking().due() && read.progress(Phase.TRANSFORM).done() == read.specs();
        OpenBatch link = new RecordsWork.Link(read.specs()).batch();
        return linking
                ? read.with(read.batches().opening(List.of(link)))
                        .with(read.linking().running())
                : nextLevel(read, window);
    }

    /** With more parts of the lowest level that is not open whole. A level begins when all that is below it is loaded. */
    private static RecordsState nextLevel(RecordsState step, int window) {
        Linking linking = step.linking();
        if (linking.levels().isEmpty()) {
            return step;
        }
        Level level = linking.levels().getFirst();
        boolean loading = step.open().stream().anyMatch(batch -> batch.phase() == Phase.LOAD);
        int more = Math.min(window - step.open().size(), level.parts() - level.opened());
        if (more <= 0 || (level.opened() == 0 && loading)) {
            return step;
        }
        int first = step.specs() + linking.linkedBatches();
        List<OpenBatch> parts = IntStream.range(0, more)
                .mapToObj(i -> OpenBatch.ready(Phase.LOAD, first + i, level.part(level.opened() + i), level.parts()))
                .toList();
        return step.with(step.batches().opening(parts)).with(linking.opening(more));
    }
}
