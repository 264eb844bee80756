package io.drover.cli.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message that nobody could read, with where it lies on the topic of dead letters. */
public record DeadLetter(
        int partition,
        long offset,
        @Nullable Instant at,
        @Nullable String key,
        long bytes,
        @Nullable String text) {}
