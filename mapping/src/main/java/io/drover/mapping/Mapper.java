package io.drover.mapping;

import io.drover.spi.Record;

/** Maps records of one batch, one after another. */
public interface Mapper {

    /**
     * Emits the target records that a source record becomes: none when it is rejected, after a finding that says why.
     *
     * @throws RuntimeException when this record cannot be mapped; it is rejected then, and nothing that it emitted counts
     * @throws io.drover.spi.ConnectorException when the batch cannot be done
     */
    void map(Record source, Emitter out);
}
