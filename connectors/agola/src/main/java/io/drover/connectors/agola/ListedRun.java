package io.drover.connectors.agola;

import org.jspecify.annotations.Nullable;

/**
 * A run as v0.7 lists it.
 *
 * @param id empty when it has none
 * @param waits whether a task of it waits for approval
 * @param wrong what is not as v0.7 writes it, or null
 */
record ListedRun(
        String id,
        boolean archived,
        String phase,
        boolean waits,
        String name,
        @Nullable String wrong) {}
