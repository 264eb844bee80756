package io.drover.worker;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.worker.database.LedgerConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many connections of this process are held for as long as a listing or all receipts of a route take: minutes. Half of
 * them stay for statements of milliseconds: for claims, for renewals, and for the secrets that such a reading itself may ask for.
 */
@ApplicationScoped
class LongReads {

    private final Semaphore free;

    LongReads(LedgerConnections connections) {
        this.free = new Semaphore(Math.max(1, connections.most() / 2), true);
    }

    /** To be closed by whom it was given to. */
    interface Leave extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for one of the others to end.
     *
     * @throws ConnectorException {@code INTERRUPTED}
     */
    Leave begin() {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorException(
                    "INTERRUPTED",
                    FailureType.RESOURCES,
                    "The batch was stopped while it waited for its turn to read Drover's database.");
        }
        return free::release;
    }
}
