package io.drover.coordinator.domain;

/** States of an execution (DESIGN §2). */
public enum ExecutionStatus {
    RUNNING,
    /** The books balance, nothing was rejected, everything reads back equal. */
    SUCCESS,
    /** The books balance; every record that is missing or different has a finding. */
    PARTIAL,
    ERROR,
    STOPPED,
    HELD;

    public boolean ended() {
        return this != RUNNING && this != HELD;
    }
}
