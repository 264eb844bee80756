package io.drover.coordinator.domain;

import io.drover.api.Failure;
import io.drover.api.StepStatus;
import io.drover.contracts.Counts;
import io.drover.contracts.Phase;
import java.util.Locale;

/**
 * Ends a step when so much of it is rejected that it is the system and not the records: what its source cannot give, or its
 * target refuses. Each of the two counts for itself, since each is another system. What a mapping rejects is the user's own
 * wish, and does not count.
 */
final class Rejections {

    /** Below that a percentage says nothing: one bad record of five is one bad record. */
    static final int LEAST = 20;

    private Rejections() {}

    /** Called when a batch of the step has closed. */
    static void limit(DecisionBuilder d, RecordsState step) {
        String stepId = step.id();
        Counts read = step.progress(Phase.EXTRACT).counts();
        Counts loaded = step.progress(Phase.LOAD).counts();
        if (step.status() != StepStatus.RUNNING || read.rejected() + loaded.rejected() < LEAST) {
            return;
        }
        int most = d.plan().policies().rejectedPercent();
        if (isOver(read, step.expected(), most)) {
            Decider.fail(d, stepId, failure(d, stepId, "The source did not give", read, most));
        } else if (isOver(loaded, step.expected(), most)) {
            Decider.fail(d, stepId, failure(d, stepId, "The target did not take", loaded, most));
        }
    }

    /** Of all that the survey saw: bad records stand together, and the first batches may have them all. */
    private static boolean isOver(Counts counts, long expected, int percent) {
        return counts.rejected() * 100.0 > (double) percent * Math.max(expected, counts.in());
    }

    private static Failure failure(DecisionBuilder d, String stepId, String what, Counts counts, int most) {
        return new Failure(
                "TOO_MANY_REJECTED",
                "EXTERNAL",
                String.format(
                        Locale.ROOT,
                        "%s %,d of %,d records of step %s (%.1f %%), more than the %d %% of options.rejectedPercent:"
                                + " this points to the system, not to the records. See why with drover findings"
                                + " %s, then run the same file again: it continues from there. If so many"
                                + " rejections are right, raise options.rejectedPercent.",
                        what,
                        counts.rejected(),
                        counts.in(),
                        stepId,
                        100.0 * counts.rejected() / counts.in(),
                        most,
                        d.state().id()));
    }
}
