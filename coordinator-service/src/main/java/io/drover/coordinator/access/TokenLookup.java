package io.drover.coordinator.access;

import java.util.Optional;

/** Whose a token is. */
public interface TokenLookup {

    /** Whether tokens are known here: not before they were read, and not while the database does not answer. */
    boolean areKnown();

    /** Nobody's when it was never made, was revoked, or has expired. */
    Optional<Caller> find(String token);
}
