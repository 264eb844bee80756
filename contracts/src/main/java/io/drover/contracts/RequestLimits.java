package io.drover.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a person said a system allows, and how long it may make an attempt wait. What is learned may be less and never more.
 *
 * @param requests so many in {@code periodMs}; both are null when no rate was said
 * @param burst how many may go at once after a rest; null for one
 * @param concurrency how many may be on their way at once, over all executions; null when it was not said
 * @param longestWaitMs how long a request may be refused for the limit before the batch is given back; null for an hour
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestLimits(
        @Nullable Long requests,
        @Nullable Long periodMs,
        @Nullable Integer burst,
        @Nullable Integer concurrency,
        @Nullable Long longestWaitMs) {

    public RequestLimits {
        if ((requests == null) != (periodMs == null)) {
            throw new IllegalArgumentException("a rate is so many requests in so much time");
        }
    }
}
