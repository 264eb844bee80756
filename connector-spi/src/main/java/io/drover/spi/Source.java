package io.drover.spi;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The reading side of a connector, opened for one batch and closed after it. */
public interface Source extends AutoCloseable {

    /**
     * Proves that the connection works: host, token, project. Never throws for what a user can mend: that is a failed
     * {@link Check}.
     */
    Check check();

    /**
     * Looks at what is there: hands out the batches of each kind in {@code kinds} and answers with what a mapping must
     * know. Reads listings only, no record twice per kind.
     *
     * @param batchSize the most records a batch may have
     */
    Survey plan(List<String> kinds, int batchSize, Consumer<BatchSpec> batches);

    /**
     * Reads one slice whole: each record in it reaches {@code sink} exactly once, as a record, or as a finding of
     * severity ERROR that says why not.
     *
     * @return a further slice that continues this one, when the system turned out to hold more than the plan saw
     * @throws ConnectorException when the slice could not be read to its end; what the sink took is then thrown away
     */
    Optional<BatchSpec> read(BatchSpec spec, RecordSink sink);

    @Override
    void close();
}
