package io.drover.coordinator.domain;

import java.time.Instant;

/**
 * A person's consent to the destructive steps.
 *
 * @param challenge what was shown and typed for, see {@link Challenge}
 * @param expiresAt a destructive step that has not begun by then needs another consent
 */
public record Consent(String by, String challenge, Instant at, Instant expiresAt) {}
