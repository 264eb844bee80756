package io.drover.worker;

import io.drover.contracts.Counts;
import java.io.IOException;

/**
 * Something that a worker service can do with one batch, by the word in {@link io.drover.contracts.Command#operation()}.
 * A CDI bean; stateless and safe to share.
 */
public interface Operation {

    /** For example {@code transform}. */
    String name();

    /**
     * Whether a batch takes seconds, never minutes. One that may take longer is claimed, so that no two attempts work on it
     * at once, and the coordinator hears signs of life.
     */
    default boolean bounded() {
        return true;
    }

    /**
     * Does the batch whole. Runs on a virtual thread and may block. What it wrote through {@code batch} becomes visible
     * only when it returns.
     *
     * @return what became of the records
     * @throws io.drover.spi.ConnectorException when the batch could not be done
     */
    Counts run(Batch batch) throws IOException, InterruptedException;
}
