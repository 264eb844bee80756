package io.drover.coordinator.domain;

import io.drover.contracts.Counts;
import io.drover.contracts.Phase;

/**
 * The count at every gate of one kind of record.
 *
 * @param verified read back equal
 * @param different read back, but not as it should be
 */
public record Books(
        long extracted, long loaded, long skipped, long rejected, long dropped, long verified, long different) {

    static Books of(StepState step) {
        Counts extract = step.progress(Phase.EXTRACT).counts();
        Counts transform = step.progress(Phase.TRANSFORM).counts();
        Counts load = step.progress(Phase.LOAD).counts();
        Counts validate = step.progress(Phase.VALIDATE).counts();
        return new Books(
                extract.in(),
                load.out(),
                load.skipped(),
                extract.rejected() + transform.rejected() + load.rejected(),
                extract.dropped() + transform.dropped() + load.dropped(),
                validate.out(),
                validate.different());
    }

    public boolean balanced() {
        return extracted == loaded + skipped + rejected + dropped;
    }

    /** Nothing rejected and everything that is in the target reads back equal. */
    public boolean clean() {
        return rejected == 0 && different == 0 && verified == loaded + skipped;
    }
}
