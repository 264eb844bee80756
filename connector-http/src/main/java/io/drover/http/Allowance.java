package io.drover.http;

import io.drover.spi.Address;
import io.drover.spi.ConnectorException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many requests this process may have in flight to one system: the sum of the shares of the batches that are open here.
 * A batch that is not sending, because it begins or ends, lends its share to the others; and when the system asks for a
 * pause, all of them pause.
 */
final class Allowance implements AutoCloseable {

    /** Between the end of a batch and the begin of the next lie a few messages: the share waits that long for its heir. */
    private static final Duration LINGER = Duration.ofMillis(300);

    private static final Map<String, Pool> POOLS = new ConcurrentHashMap<>();
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(LINGER.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread);

    private final Pool pool;
    private final int share;
    private boolean closed;

    private Allowance(Pool pool, int share) {
        this.pool = pool;
        this.share = share;
    }

    /**
     * Adds a batch's share.
     *
     * @param system the base address, in any spelling
     */
    static Allowance join(String system, int share) {
        Pool pool = POOLS.computeIfAbsent(Address.normal(system), address -> new Pool());
        pool.grow(share);
        return new Allowance(pool, share);
    }

    int share() {
        return share;
    }

    /**
     * Waits until the system wants no pause any more, and for a place.
     *
     * @throws ConnectorException {@code INTERRUPTED}
     */
    void acquire() {
        Pause.until(holdUntil());
        try {
            pool.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Pause.interrupted();
        }
    }

    void release() {
        pool.release();
    }

    /** When the next request may go, on the scale of {@link System#nanoTime()}. */
    long holdUntil() {
        return pool.holdUntil.get();
    }

    void holdUntil(long nanoTime) {
        pool.holdUntil.accumulateAndGet(nanoTime, (a, b) -> a - b > 0 ? a : b);
    }

    /** Leaves the share to the next batch that joins, or takes it away a moment later; what is in flight on it ends. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            pool.leave(share);
            LATER.execute(() -> pool.shrink(share));
        }
    }

    private static final class Pool extends Semaphore {

        private static final long serialVersionUID = 1L;

        private final AtomicLong holdUntil = new AtomicLong(System.nanoTime());
        private int heirless;

        private Pool() {
            super(0);
        }

        private synchronized void grow(int permits) {
            int inherited = Math.min(permits, heirless);
            heirless -= inherited;
            release(permits - inherited);
        }

        private synchronized void leave(int permits) {
            heirless += permits;
        }

        private synchronized void shrink(int permits) {
            int gone = Math.min(permits, heirless);
            heirless -= gone;
            reducePermits(gone);
        }
    }
}
