package io.drover.api;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one phase of a step did. */
@Schema(description = "What one phase of a step did.")
public record PhaseWork(
        @Schema(description = "Known so far; grows while a step finds out.")
        int batches,

        @Schema(description = "Batches that are closed.") int done,

        @Schema(description = "Batches that a worker has.") int running,

        @Schema(description = "Handed on, of closed batches (extract: read; validate: compared).")
        long records,

        @Schema(description = "Sent to the outside systems.")
        long requests,

        @Schema(description = "How many of them were answered 429.")
        long throttled,

        @Schema(description = "Sum of the attempts' durations.")
        long busyMs,

        @Schema(description = "When its first batch was commanded.") @Nullable
        Instant firstAt,

        @Schema(description = "When its last batch closed.") @Nullable
        Instant lastAt) {}
