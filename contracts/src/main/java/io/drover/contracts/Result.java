package io.drover.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What became of an attempt.
 *
 * @param worker which process did it: service name and a random part
 * @param at when the worker finished
 * @param durationMs how long the attempt took
 */
public record Result(
        int version,
        BatchId batch,
        int attempt,
        String worker,
        Instant at,
        long durationMs,
        Usage usage,
        Outcome outcome)
        implements Message {

    public static final int VERSION = 1;

    public Result {
        requireNonNull(batch, "batch");
        requireNonNull(worker, "worker");
        requireNonNull(at, "at");
        requireNonNull(usage, "usage");
        requireNonNull(outcome, "outcome");
    }
}
