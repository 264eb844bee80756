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
     * Does the batch whole, however long that takes: no other attempt works on it meanwhile, and the coordinator hears signs of
     * life. Runs on a virtual thread and may block; it is interrupted when its execution is given up, or its process ends. What it wrote through {@code batch} becomes visible
     * only when it returns.
     *
     * @return what became of the records
     * @throws io.drover.spi.ConnectorException when the batch could not be done
     */
    Counts run(Batch batch) throws IOException, InterruptedException;
}
