package io.drover.worker;

import io.drover.contracts.BatchId;

/** The batch was done to its end before: nobody claims it any more. */
public final class BatchClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BatchClosedException(BatchId batch) {
        super("batch " + batch + " is closed");
    }
}
