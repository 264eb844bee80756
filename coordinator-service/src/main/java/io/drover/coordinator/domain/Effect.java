package io.drover.coordinator.domain;

import io.drover.api.AuditLine;
import io.drover.contracts.BatchId;
import io.drover.contracts.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decision asks the coordinator to do besides keeping the new state. */
public sealed interface Effect {

    /**
     * Send a command for this attempt.
     *
     * @param share how many requests it may have in flight
     */
    record Issue(BatchId id, OpenBatch batch, int share) implements Effect {}

    /** The batch is closed by this result. */
    record Close(Result result) implements Effect {}

    /** Tell all workers that these steps of the execution are given up: no attempt of theirs begins any more, and those that run end. */
    record Cancel(List<String> steps) implements Effect {
        public Cancel {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Write down what was decided.
     *
     * @param what a word with a dot, for example {@code step.started}
     * @param batch null when it is about no batch; likewise {@code step}
     */
    record Note(
            String what, @Nullable String step, @Nullable BatchId batch, int attempt, String detail)
            implements Effect {}

    /** Tell the world: the execution or one of its steps began or ended. */
    record Tell(String type, @Nullable String step) implements Effect {}

    /** A line of the audit. */
    record Audited(AuditLine line) implements Effect {}
}
