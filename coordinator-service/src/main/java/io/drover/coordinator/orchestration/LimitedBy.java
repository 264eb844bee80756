package io.drover.coordinator.orchestration;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * An outside system whose limit makes requests of an execution wait, as workers keep it in the table {@code ledger.pace}.
 *
 * @param system its name
 * @param used requests of all executions in the last second or minute, or on their way where {@code per} is absent
 * @param allowed as many as there may be; 0 where nothing goes just now and no more is known
 * @param per {@code s} or {@code min}; absent where the limit is how many are on their way at once
 * @param nextMs until the next request goes, in milliseconds
 * @param refused requests that it ever refused for its limit
 */
public record LimitedBy(
        @JsonAlias("title") String system,
        long used,
        long allowed,
        @Nullable String per,
        long nextMs,
        long refused) {}
