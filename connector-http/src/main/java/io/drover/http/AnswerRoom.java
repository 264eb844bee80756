package io.drover.http;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Room on the heap for what outside systems answer. A small answer takes what it needs; a larger one, and JSON that becomes
 * much more than its bytes, waits until there is room for it, since many may come at the same time. So no answer ends the
 * process.
 *
 * <p>Of the large ones there is one at a time, which waits for nobody: two that each have half of what they need would wait for
 * each other.
 */
final class AnswerRoom {

    /** What an answer, or its JSON, takes without asking: all that are in flight have room for that. */
    static final long FREE = 1 << 20;

    /** What a page of a listing takes: a quarter of the heap is for these. */
    private static final long MIDDLE = 16 << 20;

    /** A large answer may take as long as its system has time for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long POLL_NANOS = 20_000_000;
    private static final long COLLECT_EVERY_NANOS = 1_000_000_000;

    private static final AnswerRoom HEAP = new AnswerRoom();

    private final long heap = Runtime.getRuntime().maxMemory();
    private final Semaphore middles = new Semaphore((int) Math.max(1, heap / 4 / MIDDLE));
    private final Semaphore largest = new Semaphore(1);
    private long collected = System.nanoTime() - COLLECT_EVERY_NANOS;

    private AnswerRoom() {}

    static Share share() {
        return HEAP.new Share();
    }

    /** What one answer was given. For one thread. */
    final class Share implements AutoCloseable {

        private boolean middle;
        private boolean large;

        /**
         * Waits until there is room for {@code bytes} in all.
         *
         * @throws AnswerTooLargeException when there never is, on a heap of this size
         * @throws ConnectorException {@code NO_ROOM} when there is none in time
         */
        void grow(long bytes) throws AnswerTooLargeException {
            if (bytes <= FREE) {
                return;
            }
            if (bytes > heap / 4 * 3) {
                throw new AnswerTooLargeException(heap / 4 * 3);
            }
            if (bytes > MIDDLE && !large) {
                await(bytes, largest::tryAcquire);
                large = true;
            }
            if (bytes <= MIDDLE && !middle) {
                await(bytes, middles::tryAcquire);
                middle = true;
            }
            await(bytes, () -> hasRoom(bytes));
        }

        /** What was read by now counts as any other memory. */
        @Override
        public void close() {
            if (middle) {
                middles.release();
            }
            if (large) {
                largest.release();
            }
        }
    }

    private static void await(long bytes, BooleanSupplier given) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!given.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new ConnectorException(
                        "NO_ROOM",
                        FailureType.RESOURCES,
                        "This worker has no memory left for an answer that takes " + (bytes >> 20)
                                + " MiB. Lower the connection's concurrency, or give its process more heap.");
            }
            Pause.until(System.nanoTime() + POLL_NANOS);
        }
    }

    /** What nobody needs any more looks like memory in use until it is collected. */
    private boolean hasRoom(long bytes) {
        if (free() >= bytes + heap / 16) {
            return true;
        }
        if (mayCollect()) {
            System.gc();
        }
        return free() >= bytes + heap / 16;
    }

    private long free() {
        Runtime runtime = Runtime.getRuntime();
        return heap - (runtime.totalMemory() - runtime.freeMemory());
    }

    private synchronized boolean mayCollect() {
        boolean may = System.nanoTime() - collected >= COLLECT_EVERY_NANOS;
        if (may) {
            collected = System.nanoTime();
        }
        return may;
    }
}
