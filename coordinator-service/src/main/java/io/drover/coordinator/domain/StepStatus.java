package io.drover.coordinator.domain;

/** States of a step (DESIGN §2). */
public enum StepStatus {
    PENDING,
    RUNNING,
    WAITING,
    SUCCESS,
    SKIPPED,
    ERROR,
    CANCELLED;

    public boolean ended() {
        return switch (this) {
            case PENDING, RUNNING, WAITING -> false;
            case SUCCESS, SKIPPED, ERROR, CANCELLED -> true;
        };
    }

    boolean endedWell() {
        return this == SUCCESS || this == SKIPPED;
    }
}
