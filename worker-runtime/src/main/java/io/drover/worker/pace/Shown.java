package io.drover.worker.pace;

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
        Map<String, Integer> waiting) {}
