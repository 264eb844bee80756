package io.drover.coordinator.domain;

import java.time.Instant;

/** When destructive steps may begin. */
public record Window(Instant from, Instant until) {

    boolean holds(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
