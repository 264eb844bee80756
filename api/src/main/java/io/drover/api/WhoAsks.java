package io.drover.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who asks, by the token that came with the request. */
@Schema(description = "Who asks, by the token that came with the request.")
public record WhoAsks(
        @Schema(description = "The name in audits.", examples = "ada")
        String name,

        AccessRole role) {}
