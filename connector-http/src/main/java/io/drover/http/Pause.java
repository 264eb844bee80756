package io.drover.http;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.concurrent.locks.LockSupport;

/** Waiting that ends at once when the batch is stopped. */
final class Pause {

    private static final long SECOND = 1_000_000_000L;

    private Pause() {}

    /** @param nanoTime when to go on, on the scale of {@link System#nanoTime()} */
    static void until(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted();
            }
            left = nanoTime - System.nanoTime();
        }
    }

    /** The same, for as long as {@code wanted}, which is asked about every second, does not throw. */
    static void until(long nanoTime, Runnable wanted) {
        long now = System.nanoTime();
        while (nanoTime - now > SECOND) {
            until(now + SECOND);
            wanted.run();
            now = System.nanoTime();
        }
        until(nanoTime);
    }

    /** The failure of a batch that was stopped from outside. */
    static ConnectorException interrupted() {
        return new ConnectorException(
                "INTERRUPTED", FailureType.RESOURCES, "The batch was stopped while it waited for the system.");
    }
}
