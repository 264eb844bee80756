package io.drover.api;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A message that could not be understood, as it lies on {@code drover.dead-letters}. */
@Schema(description = "A message that could not be understood.")
public record DeadLetter(
        int partition,
        long offset,
        Instant at,
        @Nullable String key,

        @Schema(description = "How long it was when it came.")
        long bytes,

        @Schema(description = "Whether it was too long to be kept whole: only its first 64 KiB are here.")
        boolean cut,

        @Schema(description = "Its beginning, at most 1,000 characters.")
        String text,

        @Schema(description = "Why it could not be understood; null when whoever moved it did not say.") @Nullable
        String reason,

        @Schema(description = "Where it came from; null likewise.") @Nullable
        String topic,

        @Schema(description = "When it was put back; null when it was not.") @Nullable
        Instant replayedAt) {

    public DeadLetter replayed(@Nullable Instant when) {
        return new DeadLetter(partition, offset, at, key, bytes, cut, text, reason, topic, when);
    }
}
