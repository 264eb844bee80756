package io.drover.worker.pace;

import java.util.List;

/**
 * What a process may send. Times are microseconds on the database's clock.
 *
 * @param now when it was granted
 * @param rated whether each request needs a permit of its own
 * @param due when each permit may be used, and {@code slack} after that it is void
 * @param again when to ask again for permits
 * @param slots how many requests may be on their way; -1 for any number
 * @param slotsUntil when the slots lapse
 * @param heldUntil nothing is sent before
 * @param saidUntil until when the system said to wait, where something is held: no sooner
 * @param allowed requests a second over all processes, or on their way at once; 0 for any number
 */
record Grant(
        long now,
        boolean rated,
        List<Long> due,
        long slack,
        long again,
        int slots,
        long slotsUntil,
        long heldUntil,
        long saidUntil,
        double allowed) {

    /** Of a system of which nothing is known. */
    static final Grant FREE = new Grant(0, false, List.of(), 0, 0, -1, 0, 0, 0, 0);

    Grant {
        due = List.copyOf(due);
    }

    /** Whether there is anything to keep to. */
    boolean governs() {
        return rated || slots >= 0 || heldUntil > now;
    }
}
