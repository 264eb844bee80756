package io.drover.api;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A token by which a person or a program asks, without its value. */
@Schema(description = "A token by which a person or a program asks, without its value.")
public record AccessToken(
        @Schema(description = "Whose it is: the name in audits.", examples = "ada")
        String name,

        AccessRole role,
        Instant createdAt,

        @Schema(description = "Who made it.") String createdBy,

        @Schema(description = "From then on it opens nothing; null for never.") @Nullable
        Instant expiresAt,

        @Schema(description = "When it was used, to the hour; null for not yet.") @Nullable
        Instant lastUsedAt) {}
