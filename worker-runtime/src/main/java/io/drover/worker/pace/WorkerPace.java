package io.drover.worker.pace;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.HashMap;
import java.util.Map;

/** What one process has of a system. Lives in a {@link SystemPace}. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class WorkerPace {

    private static final long RECENTLY = 3 * Periods.SECOND;

    long seen;
    /** What it had taken in the minute before its first refusal, and on its way then; 0 before there was one. */
    long firstMinute;

    long firstRecent;

    int firstInFlight;
    int slots;
    long slotsUntil;
    /** When it had to go without a slot last. */
    long wanting;

    Map<String, Integer> waiting = new HashMap<>();
    Told told = Told.NOTHING;

    /** What was too much is to be found out anew. */
    void forgetFirst() {
        firstMinute = 0;
        firstRecent = 0;
        firstInFlight = 0;
    }

    /** The clock went back. */
    void back(long by) {
        seen = Periods.back(seen, by);
        slotsUntil = Periods.back(slotsUntil, by);
        wanting = Periods.back(wanting, by);
    }

    /** Whether it had to go without a slot lately. */
    boolean isShort(long now) {
        return now - wanting < RECENTLY;
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }
}
