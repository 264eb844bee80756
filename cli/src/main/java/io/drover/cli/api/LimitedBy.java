package io.drover.cli.api;

import org.jspecify.annotations.Nullable;

/**
 * A system whose limit makes requests of an execution wait.
 *
 * @param system its name
 * @param used requests of all executions in the last second or minute, or on their way
 * @param allowed as many as there may be; 0 where nothing goes just now
 * @param per {@code s} or {@code min}; null where the limit is how many are on their way at once
 * @param nextMs until the next request goes
 * @param refused requests that it ever refused for its limit
 */
public record LimitedBy(
        String system, long used, long allowed, @Nullable String per, long nextMs, long refused) {}
