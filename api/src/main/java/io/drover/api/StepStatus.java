package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a step of an execution stands. A word that is not here fails to decode. */
@Schema(description = "WAITING: a person has to do or confirm something.")
public enum StepStatus {
    PENDING,
    RUNNING,
    /** A person has to do or confirm something. */
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

    public boolean endedWell() {
        return this == SUCCESS || this == SKIPPED;
    }
}
