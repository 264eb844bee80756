package io.drover.coordinator.domain;

import io.drover.api.StepStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every step has: its status, since when, and why.
 *
 * @param reason why it was skipped, cancelled or failed; while it runs, why it is paused; null otherwise
 * @param round how often it was done to its end and then had to be done again
 */
public record StepCourse(
        StepStatus status,
        @Nullable String reason,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int round) {

    static final StepCourse PENDING = new StepCourse(StepStatus.PENDING, null, null, null, 0);

    /** @param how RUNNING, or WAITING for a person */
    StepCourse begun(StepStatus how, Instant now) {
        return new StepCourse(how, reason, now, finishedAt, round);
    }

    StepCourse ended(StepStatus how, @Nullable String why, @Nullable Instant at) {
        return new StepCourse(how, why, startedAt, at, round);
    }

    /** @param why null when it goes on */
    StepCourse paused(@Nullable String why) {
        return new StepCourse(status, why, startedAt, finishedAt, round);
    }

    StepCourse again() {
        return new StepCourse(StepStatus.PENDING, null, null, null, status == StepStatus.SUCCESS ? round + 1 : round);
    }
}
