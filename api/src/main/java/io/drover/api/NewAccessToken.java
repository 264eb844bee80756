package io.drover.api;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A token to be made. */
@Schema(description = "A token to be made.")
public record NewAccessToken(
        @Schema(
                description = "A person's or a program's, as audits are to have it: 2 to 64 of A-Z a-z 0-9 . _ @ - and"
                        + " single spaces between; no other token's, in whichever case.",
                examples = "ada")
        String name,

        AccessRole role,

        @Schema(description = "From then on it opens nothing; absent for never.") @Nullable
        Instant expiresAt) {}
