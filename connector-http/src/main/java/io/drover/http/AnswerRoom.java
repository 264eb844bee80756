package io.drover.http;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.time.Duration;

/**
 * Room on the heap for what outside systems answer. A small answer takes what it needs; a large one, and JSON that becomes
 * much more than its bytes, waits until there is room for it, since many may come at the same time. So no answer ends the process.
 */
final class AnswerRoom {

    /** What an answer, or its JSON, takes without asking: all that are in flight have room for that. */
    static final long FREE = 1 << 20;

    /** Long enough for others to be written to the staging store, short enough for the lease of a batch. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long POLL_NANOS = 20_000_000;
    private static final long COLLECT_EVERY_NANOS = 1_000_000_000;

    private static final AnswerRoom HEAP = new AnswerRoom();

    private final long heap = Runtime.getRuntime().maxMemory();
    private long promised;
    private long collected = System.nanoTime() - COLLECT_EVERY_NANOS;

    private AnswerRoom() {}

    static Share share() {
        return HEAP.new Share();
    }

    /** What one answer was promised. For one thread. */
    final class Share implements AutoCloseable {

        private long mine;

        /**
         * Waits until there is room for {@code bytes} in all.
         *
         * @throws AnswerTooLargeException when there never is, on a heap of this size
         * @throws ConnectorException {@code NO_ROOM} when there is none in time
         */
        void grow(long bytes) throws AnswerTooLargeException {
            long more = bytes - mine;
            if (bytes <= FREE || more <= 0) {
                return;
            }
            if (bytes > heap / 4 * 3) {
                throw new AnswerTooLargeException(heap / 4 * 3);
            }
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!promise(more)) {
                collect();
                if (System.nanoTime() - deadline > 0) {
                    throw new ConnectorException(
                            "NO_ROOM",
                            FailureType.RESOURCES,
                            "This worker has no memory left for an answer that takes " + (bytes >> 20)
                                    + " MiB. Lower the connection's concurrency, or give its process more heap.");
                }
                Pause.until(System.nanoTime() + POLL_NANOS);
            }
            mine = bytes;
        }

        /** What was read by now counts as any other memory. */
        @Override
        public void close() {
            giveBack(mine);
            mine = 0;
        }
    }

    private synchronized boolean promise(long bytes) {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        if (heap - used - promised < bytes + heap / 16) {
            return false;
        }
        promised += bytes;
        return true;
    }

    private synchronized void giveBack(long bytes) {
        promised -= bytes;
    }

    /** What nobody needs any more looks like memory in use until it is collected. */
    private void collect() {
        synchronized (this) {
            if (System.nanoTime() - collected < COLLECT_EVERY_NANOS) {
                return;
            }
            collected = System.nanoTime();
        }
        System.gc();
    }
}
