package io.drover.api;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who consented to what cannot be taken back, without what was typed. */
@Schema(description = "Who consented to what cannot be taken back, and until when that holds.")
public record ConsentGiven(String by, Instant at, Instant expiresAt) {}
