package io.drover.transformer;

import io.drover.worker.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What all transform batches of a step left, a few batches read at once: of thousands on a remote store, each waits for its
 * answer beside others. Lines are taken one after another, those of a batch in their order, those of several batches mixed.
 */
final class TransformBatches {

    /** Each has a line of its batch in memory, and buffers of some 300 kB. */
    private static final int AT_ONCE = 8;

    private final Batch batch;
    private final int count;

    TransformBatches(Batch batch) {
        this.batch = batch;
        int batches = 0;
        while (batch.has(name("ids", batches))) {
            batches++;
        }
        this.count = batches;
    }

    /**
     * Reads a part of each batch; not all need to have it.
     *
     * @param each is never called by two threads at once
     */
    <T> void read(String part, Class<T> type, Consumer<T> each) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        Lock turn = new ReentrantLock();
        Consumer<T> inTurn = line -> {
            turn.lock();
            try {
                each.accept(line);
            } finally {
                turn.unlock();
            }
        };
        List<Future<Void>> readers = new ArrayList<>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (int reader = 0; reader < Math.min(AT_ONCE, count); reader++) {
                readers.add(threads.submit(() -> {
                    try {
                        for (int i = next.getAndIncrement(); i < count && !failed.get(); i = next.getAndIncrement()) {
                            String input = name(part, i);
                            if (batch.has(input)) {
                                batch.read(input, type, inTurn);
                            }
                        }
                        return null;
                    } catch (IOException | RuntimeException | Error e) {
                        failed.set(true);
                        throw e;
                    }
                }));
            }
            for (Future<Void> reader : readers) {
                await(reader);
            }
        } finally {
            failed.set(true);
            threads.shutdownNow(); // nobody reads on when this batch is given up
            threads.close();
        }
    }

    private static void await(Future<Void> reader) throws IOException, InterruptedException {
        try {
            reader.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static String name(String part, int number) {
        return "%s-%06d".formatted(part, number);
    }
}
