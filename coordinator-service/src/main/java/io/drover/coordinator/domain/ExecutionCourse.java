package io.drover.coordinator.domain;

import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an execution goes on, and why not.
 *
 * @param failure why it failed; null otherwise
 * @param stopping whether a person asked it to stop
 * @param abandoned whether a person ended it after it was held
 * @param resumes how often a person let it go on after it was held
 */
public record ExecutionCourse(
        ExecutionStatus status,
        @Nullable Instant finishedAt,
        @Nullable Failure failure,
        boolean stopping,
        boolean abandoned,
        int resumes) {

    static final ExecutionCourse BEGUN = new ExecutionCourse(ExecutionStatus.RUNNING, null, null, false, false, 0);

    ExecutionCourse failing(@Nullable Failure why) {
        return new ExecutionCourse(status, finishedAt, why, stopping, abandoned, resumes);
    }

    ExecutionCourse stoppingNow() {
        return new ExecutionCourse(status, finishedAt, failure, true, abandoned, resumes);
    }

    ExecutionCourse held() {
        return new ExecutionCourse(ExecutionStatus.HELD, finishedAt, failure, stopping, abandoned, resumes);
    }

    ExecutionCourse resumed() {
        return new ExecutionCourse(ExecutionStatus.RUNNING, finishedAt, null, stopping, abandoned, resumes + 1);
    }

    ExecutionCourse abandonedNow() {
        return new ExecutionCourse(ExecutionStatus.RUNNING, finishedAt, failure, stopping, true, resumes);
    }

    ExecutionCourse ended(ExecutionStatus how, @Nullable Instant at) {
        return new ExecutionCourse(how, at, failure, stopping, abandoned, resumes);
    }
}
