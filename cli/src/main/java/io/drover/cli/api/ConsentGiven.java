package io.drover.cli.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who consented to the destructive steps of an execution, and until when that holds. */
public record ConsentGiven(
        String by, @Nullable Instant at, @Nullable Instant expiresAt) {}
