package io.drover.benchmarks;

import io.drover.api.Migration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one run is made with.
 *
 * @param cases size of each made-up project
 * @param latencyMs what the sandbox adds to each request
 * @param concurrency requests that each connection may have in flight
 * @param batchSize records per batch; the product's default when empty
 * @param inFlight batches of one phase that run at once; the product's default when empty
 * @param lookFor whether each case is asked for its attachments and versions, too
 * @param warmup cases that are moved before, and not counted
 * @param keep leaves the data of the run
 * @param jfr makes a flight recording of each of Drover's processes
 * @param executions how many projects are moved at once, each by an execution of its own
 * @param calls how many cases of each project call another one; a few when empty
 */
record Setup(
        int cases,
        int latencyMs,
        int concurrency,
        OptionalInt batchSize,
        OptionalInt inFlight,
        Layout layout,
        boolean lookFor,
        int warmup,
        long seed,
        boolean keep,
        boolean jfr,
        int executions,
        OptionalInt calls) {

    /** Names the run's folder. */
    String label() {
        String many = executions == 1 ? "" : executions + "-executions-";
        String linked = calls.isEmpty() ? "" : calls.getAsInt() + "-calls-";
        return many + cases + "-cases-" + linked + latencyMs + "ms-" + layout;
    }

    /** Over all executions. */
    int allCases() {
        return Math.multiplyExact(cases, executions);
    }

    /** The migration's options. */
    Migration.Options options() {
        return new Migration.Options(
                orNull(batchSize), concurrency, orNull(inFlight), null, null, null, null, null, null, null);
    }

    private static @Nullable Integer orNull(OptionalInt given) {
        return given.isPresent() ? given.getAsInt() : null;
    }

    /** The most requests a second that one connection can have: each takes the latency at least. Empty without any. */
    OptionalInt allowedPerSecond() {
        return latencyMs == 0 ? OptionalInt.empty() : OptionalInt.of(concurrency * 1000 / latencyMs);
    }
}
