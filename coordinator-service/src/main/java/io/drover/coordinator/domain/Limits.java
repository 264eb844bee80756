package io.drover.coordinator.domain;

import java.time.Duration;

/**
 * How much runs at once.
 *
 * @param batchSize records per batch
 * @param concurrency requests that each connection may have in flight, over all workers
 * @param inFlight batches of one phase and step that run at once
 * @param window open batches of one step, over all phases: bounds what waits in the staging store
 * @param deadline after how long a batch that nobody has begun is commanded again
 */
public record Limits(int batchSize, int concurrency, int inFlight, int window, Duration deadline) {}
