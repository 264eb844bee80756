package io.drover.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For what a step waits before its next attempt. */
@Schema(description = "For what a step waits before its next attempt.")
public record Waits(
        @Schema(description = "A few words for people.", examples = "limited by Zephyr Scale") @JsonProperty("for")
        String why,

        @Schema(description = "When its next attempt begins, or is commanded.")
        Instant until,

        @Schema(description = "The one that failed, from 1.")
        int attempt,

        @Schema(description = "With this attempt the step fails; 0 where the wait fails nothing.")
        int of) {}
