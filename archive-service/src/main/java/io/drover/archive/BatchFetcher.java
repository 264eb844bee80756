package io.drover.archive;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drover.contracts.BatchId;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fetches closed batches a window at a time, all of a window at once, and hands them on in the order they came: a million
 * records have ten thousand manifests, and one round trip after the other would take minutes.
 */
final class BatchFetcher implements AutoCloseable {

    private static final int WINDOW = 32;

    private final StagingStore store;
    private final Set<String> parts;
    private final Taker taker;
    private final List<Line> window = new ArrayList<>(WINDOW);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param parts names of the parts that {@code taker} is going to read */
    BatchFetcher(StagingStore store, Set<String> parts, Taker taker) {
        this.store = store;
        this.parts = Set.copyOf(parts);
        this.taker = taker;
    }

    void add(Line line) throws IOException, InterruptedException {
        window.add(line);
        if (window.size() == WINDOW) {
            flush();
        }
    }

    /** Hands on what is left in the window. */
    void flush() throws IOException, InterruptedException {
        List<Callable<ClosedBatch>> fetches = new ArrayList<>(window.size());
        for (Line line : window) {
            fetches.add(() -> ClosedBatch.fetch(store, line.batch(), line.manifest(), parts));
        }
        window.clear();
        for (Future<ClosedBatch> fetched : threads.invokeAll(fetches)) {
            taker.take(join(fetched));
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    private static ClosedBatch join(Future<ClosedBatch> fetched) throws IOException, InterruptedException {
        try {
            return fetched.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IOException("a staged batch could not be fetched", e);
        }
    }

    /** A line of the input {@code manifests}. */
    record Line(
            @JsonProperty("batch") BatchId batch,
            @JsonProperty("manifest") String manifest) {}

    /** Takes batches one after the other. */
    @FunctionalInterface
    interface Taker {
        void take(ClosedBatch batch) throws IOException;
    }
}
