package io.drover.worker.pace;

import java.util.Map;

/** Shares out how many requests may be on their way. A process' slots lapse when it does not ask again: it may be dead. */
final class Slots {

    private static final long LEASE = 10 * Periods.SECOND;

    private final Map<String, WorkerPace> workers;
    private final int most;
    private final long now;

    Slots(Map<String, WorkerPace> workers, int most, long now) {
        this.workers = workers;
        this.most = most;
        this.now = now;
    }

    /** What it has on its way already it keeps, also where that is more than its part. */
    int of(WorkerPace worker, Ask ask) {
        int wanted = ask.wanted();
        long wanting = workers.values().stream()
                .filter(other -> other != worker && other.isShort(now))
                .count();
        int others = workers.values().stream()
                .filter(other -> other != worker && other.slotsUntil >= now)
                .mapToInt(other -> other.slots)
                .sum();
        int part = wanting == 0 ? most : Math.ceilDiv(most, (int) (wanting + 1));
        int granted = Math.clamp(Math.min(wanted, part), 0, Math.max(0, most - others));
        worker.wanting = granted < wanted ? now : 0; // who has enough leaves the others more than their parts at once
        worker.slots = Math.max(granted, Math.min(ask.inFlight(), worker.slots));
        worker.slotsUntil = now + LEASE;
        return granted;
    }
}
