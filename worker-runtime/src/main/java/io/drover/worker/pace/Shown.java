package io.drover.worker.pace;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people see of a system's limits; the coordinator reads it.
 *
 * @param title the system's name
 * @param used requests in the last whole {@code per}, or on their way where {@code per} is null
 * @param allowed as many as there may be; 0 where nothing goes just now and no more is known
 * @param per {@code s} or {@code min}; null where the limit is how many are on their way at once
 * @param nextMs until the next one goes
 * @param taken requests that the system took under its limit
 * @param refused requests that it refused for it
 * @param waiting requests that wait for their turn, by execution
 */
record Shown(
        String title,
        long used,
        long allowed,
        @Nullable String per,
        long nextMs,
        long taken,
        long refused,
        Map<String, Integer> waiting) {

    /** What there is to see of it now. */
    static Shown of(SystemPace pace, long now) {
        Map<String, Integer> waiting = new HashMap<>();
        pace.workers
                .values()
                .forEach(worker -> worker.waiting.forEach(
                        (execution, requests) -> waiting.merge(execution, requests, Integer::sum)));
        double perSecond = pace.perSecond();
        long until = Math.max(0, Math.max(pace.heldUntil, perSecond > 0 ? pace.next : 0) - now) / 1000;
        if (perSecond > 0) {
            long unit = pace.unitMicros();
            long used = now / unit == pace.unit ? pace.usedBefore : 0;
            long most = Math.round(perSecond * unit / Periods.SECOND);
            String per = unit == Periods.SECOND ? "s" : "min";
            return new Shown(pace.title, used, most, per, until, pace.allowed, pace.refused, waiting);
        }
        long held =
                pace.workers.values().stream().mapToInt(worker -> worker.slots).sum();
        return new Shown(pace.title, held, pace.mostAtOnce(), null, until, pace.allowed, pace.refused, waiting);
    }
}
