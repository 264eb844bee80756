package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An outside system whose limit makes requests of an execution wait. */
@Schema(description = "An outside system whose limit makes requests of an execution wait.")
public record LimitedBy(
        @Schema(description = "Its name.") String system,

        @Schema(
                description =
                        "Requests of all executions in the last second or minute, or on their way where per is null.")
        long used,

        @Schema(description = "As many as there may be; 0 where nothing goes just now and no more is known.")
        long allowed,

        @Schema(
                enumeration = {"s", "min"},
                description = "Null where the limit is how many are on their way at once.")
        @Nullable
        String per,

        @Schema(description = "Until the next request goes.")
        long nextMs,

        @Schema(description = "Requests that it ever refused for its limit.")
        long refused) {}
