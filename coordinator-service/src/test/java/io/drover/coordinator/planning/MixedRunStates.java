package io.drover.coordinator.planning;

import io.drover.contracts.Phase;
import io.drover.coordinator.domain.Effect;
import java.util.function.Predicate;

/** Where a {@link MixedRun} can be waited for. */
final class MixedRunStates {

    /** The action beside the records runs, and a batch of these is being loaded while others are on their way. */
    static final Predicate<MixedRun> LOADING =
            run -> run.step("testcases").open().stream().anyMatch(batch -> batch.phase() == Phase.LOAD);

    private MixedRunStates() {}

    /** The batch that is commanded is done. */
    static void done(MixedRun run, String step, Phase phase) {
        Effect.Issue issue = run.next(step, phase);
        run.answer(issue, MixedRun.done(issue));
    }
}
