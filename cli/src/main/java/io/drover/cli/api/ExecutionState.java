package io.drover.cli.api;

/** Where an execution stands. A word that is not here fails to decode: an unknown state never means success. */
public enum ExecutionState {
    RUNNING,
    /** The books balance and nothing was rejected. */
    SUCCESS,
    /** Every missing record is explained. */
    PARTIAL,
    ERROR,
    STOPPED,
    /** Stopped past the last point of safe abort: a person decides how it goes on. */
    HELD;

    /** Whether nothing more happens by itself. */
    public boolean isOver() {
        return this != RUNNING;
    }
}
