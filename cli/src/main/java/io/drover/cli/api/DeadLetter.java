package io.drover.cli.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that nobody could read, with where it lies on the topic of dead letters.
 *
 * @param reason why it is there, as far as whoever moved it said
 * @param topic where it came from
 * @param replayedAt when it was put back; null while it was not
 */
public record DeadLetter(
        int partition,
        long offset,
        @Nullable Instant at,
        @Nullable String key,
        long bytes,
        @Nullable String text,
        @Nullable String reason,
        @Nullable String topic,
        @Nullable Instant replayedAt) {}
