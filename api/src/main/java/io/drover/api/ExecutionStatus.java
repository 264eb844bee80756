package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an execution stands. A word that is not here fails to decode: an unknown state never means success. */
@Schema(
        description =
                "SUCCESS: the books balance, nothing was rejected, everything reads back equal. PARTIAL: the books"
                        + " balance, and every record that is missing or different has a finding. HELD: it failed past the point of"
                        + " no return, and waits for a named person.")
public enum ExecutionStatus {
    RUNNING,
    /** The books balance, nothing was rejected, everything reads back equal. */
    SUCCESS,
    /** The books balance; every record that is missing or different has a finding. */
    PARTIAL,
    ERROR,
    STOPPED,
    /** It failed past the point of no return: a named person decides how it goes on. */
    HELD;

    /** Whether nothing more ever happens: what is held may go on. */
    public boolean ended() {
        return this != RUNNING && this != HELD;
    }

    /** Whether nothing more happens by itself. */
    public boolean isOver() {
        return this != RUNNING;
    }
}
