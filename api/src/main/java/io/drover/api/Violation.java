package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One thing that is wrong with a request. */
@Schema(description = "One thing that is wrong with a request.")
public record Violation(
        @Schema(description = "Where; empty for the whole body.", examples = "source.settings.projectKey")
        String field,

        @Schema(description = "What, and what to do.") String message) {}
