package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's consent to the steps that name one consent.
 *
 * @param challenge what was shown and typed for, see {@link Challenge}
 * @param expiresAt none of its steps begins first after that without another consent
 * @param restored what the person restored before they let it be done again; null when they did not say so
 */
public record Consent(
        String by,
        String challenge,
        Instant at,
        Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String restored) {}
