package io.drover.cli.api;

/** Where a step of an execution stands. */
public enum StepState {
    PENDING,
    RUNNING,
    /** A person has to do or confirm something. */
    WAITING,
    SUCCESS,
    SKIPPED,
    ERROR,
    CANCELLED
}
