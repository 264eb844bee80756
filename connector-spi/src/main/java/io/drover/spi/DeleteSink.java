package io.drover.spi;

/** Takes what became of each record that was to be deleted. Safe to call from several threads. */
public interface DeleteSink {

    /** The record is not in the target: it was deleted, or was not there any more. */
    void deleted(String originId);

    /** The target does not delete it; {@code why} has severity ERROR. */
    void refused(String originId, Finding why);

    /**
     * Fails when this attempt no longer owns its batch. Ask right before each request that deletes something, and before each
     * repetition of it.
     *
     * @throws ConnectorException of type INTERNAL, code {@code STALE_ATTEMPT}
     */
    void checkOwnership();
}
