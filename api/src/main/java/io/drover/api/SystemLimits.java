package io.drover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a person says a system allows, over all executions. Drover may find out that it is less, and never asks for more. */
@Schema(
        description =
                "What a person says a system allows, over all executions. Drover may find out that it is less, and"
                        + " never asks for more.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SystemLimits(
        @Schema(description = "Requests in a time: 10/s, 600/min, 5000/h, 100/10s.", examples = "600/min") @Nullable
        String rate,

        @Schema(description = "How many of them may go at once after a rest, 1 to 10000; default 1.") @Nullable
        Integer burst,

        @Schema(description = "How many may be on their way at once, 1 to 10000.") @Nullable
        Integer concurrency) {}
