package io.drover.cli.api;

/**
 * How far one phase of a step is.
 *
 * @param batches batches known so far
 * @param done batches that are closed
 * @param running batches that a worker has
 * @param records records in the closed batches
 * @param throttled requests that the systems answered with 429, in the closed batches
 */
public record PhaseProgress(long batches, long done, long running, long records, long throttled) {

    public PhaseProgress(long batches, long done, long running, long records) {
        this(batches, done, running, records, 0);
    }
}
