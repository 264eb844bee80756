package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.spi.ConnectorException;

/**
 * What the coordinator waits for. A command may come long after it was wanted: again, since its group lost its offsets, or because somebody who
 * can write to Kafka put a copy of it there; its signature is right then.
 */
interface Wanted {

    /**
     * Whether the command's batch is open, of an execution that has not ended, for this attempt or a later one.
     *
     * @throws ConnectorException {@code DATABASE_UNAVAILABLE}
     */
    boolean wants(Command command);

    /**
     * Whether the command's permit is a consent that holds in that execution now, and its attempt is the one that runs.
     *
     * @throws ConnectorException {@code DATABASE_UNAVAILABLE}
     */
    boolean permits(Command command);
}
