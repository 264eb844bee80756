package io.drover.coordinator.access;

import io.drover.api.AccessRole;

/**
 * Who asks, as their token says; nothing else of a request does.
 *
 * @param name as audits have it
 */
public record Caller(String name, AccessRole role) {

    /** Under which the door leaves it with a request. */
    public static final String KEY = "io.drover.caller";

    /** Likewise, whether the token still holds: for what goes on after the request was let in. */
    public static final String HOLDS = "io.drover.caller.holds";
}
