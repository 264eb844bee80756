package io.drover.spi;

import java.util.List;
import java.util.Optional;

/** The reading side of a connector, opened for one batch and closed after it. */
public interface Source extends AutoCloseable {

    /**
     * Proves that the connection works: host, token, project. Never throws for what a user can mend: that is a failed
     * {@link Check}.
     */
    Check check();

    /**
     * Looks at what is there: tells each record of each entity type in {@code entityTypes}, cuts them into batches, and answers with what
     * a mapping must know. Reads listings only. A listing that ends before all that it promised is a finding
     * {@code LISTING_INCOMPLETE} of severity ERROR, and what is there is handed out all the same.
     *
     * @param batchSize the most records a batch may have
     */
    Survey plan(List<String> entityTypes, int batchSize, SurveySink sink);

    /**
     * Reads one slice whole: each record in it reaches {@code sink} exactly once, as a record, or as a finding of
     * severity ERROR that says why not. A record that its requests do not give although the system is well is such a
     * finding, and the others go on. Of one that the slice lists twice, the last counts.
     *
     * @return a further slice that continues this one, when the system turned out to hold more than the plan saw
     * @throws ConnectorException when the slice could not be read to its end; what the sink took is then thrown away
     */
    Optional<BatchSpec> read(BatchSpec spec, RecordSink sink);

    /**
     * Opens a content of a record that was read, perhaps long ago and on another connection. Only of an entity type that says {@link
     * EntityType.Can#OPEN}. The caller closes the stream, and may close it before its end.
     *
     * @param offset how many bytes to leave out; those that follow are of the same version as those before
     * @throws ConnectorException when the system cannot be asked
     */
    default OpenedContent open(Content content, long offset) {
        throw EntityType.unknown("This source", "with contents");
    }

    @Override
    void close();
}
