package io.drover.coordinator.domain;

import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an execution goes on, and why not.
 *
 * @param startedBy who began it; null where no release kept that
 * @param failure why it failed; null otherwise
 * @param stopping whether a person asked it to stop
 * @param abandoned whether a person ended it after it was held
 * @param resumes how often a person let it go on after it was held
 */
public record ExecutionCourse(
        ExecutionStatus status,
        @Nullable String startedBy,
        @Nullable Instant finishedAt,
        @Nullable Failure failure,
        boolean stopping,
        boolean abandoned,
        int resumes) {

    static final ExecutionCourse BEGUN =
            new ExecutionCourse(ExecutionStatus.RUNNING, null, null, null, false, false, 0);

    ExecutionCourse begunBy(String name) {
        return new ExecutionCourse(status, name, finishedAt, failure, stopping, abandoned, resumes);
    }

    ExecutionCourse failing(@Nullable Failure why) {
        return new ExecutionCourse(status, startedBy, finishedAt, why, stopping, abandoned, resumes);
    }

    ExecutionCourse stoppingNow() {
        return new ExecutionCourse(status, startedBy, finishedAt, failure, true, abandoned, resumes);
    }

    ExecutionCourse held() {
        return new ExecutionCourse(ExecutionStatus.HELD, startedBy, finishedAt, failure, stopping, abandoned, resumes);
    }

    ExecutionCourse resumed() {
        return new ExecutionCourse(
                ExecutionStatus.RUNNING, startedBy, finishedAt, null, stopping, abandoned, resumes + 1);
    }

    ExecutionCourse abandonedNow() {
        return new ExecutionCourse(ExecutionStatus.RUNNING, startedBy, finishedAt, failure, stopping, true, resumes);
    }

    ExecutionCourse ended(ExecutionStatus how, @Nullable Instant at) {
        return new ExecutionCourse(how, startedBy, at, failure, stopping, abandoned, resumes);
    }
}
