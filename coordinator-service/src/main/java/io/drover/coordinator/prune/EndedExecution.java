package io.drover.coordinator.prune;

import java.time.Instant;

/**
 * An execution that ended long enough ago.
 *
 * @param revision its number of changes
 * @param guarded whether its plan takes away what cannot be made again
 */
record EndedExecution(String id, Instant finishedAt, long revision, boolean guarded) {}
