package io.drover.spi;

import java.util.Map;

/**
 * Counts what a connection sends, so that its share of the allowance can grow and shrink. Safe to call from several
 * threads.
 */
public interface Meter {

    /** Counts nothing. */
    Meter NONE = new Meter() {
        @Override
        public void request() {}

        @Override
        public void throttled() {}
    };

    /** A request was sent, a repeated one too. */
    void request();

    /** The system answered "too many requests" (429). */
    void throttled();

    /** A request is going to be sent once more, since it was not answered as it should be. */
    default void repeated() {}

    /**
     * A request is sent now, a repeated one too: counts it like {@link #request()}, and follows it to its answer.
     *
     * @param path without its query; no secret
     */
    default Exchange begin(String method, String path) {
        request();
        return Exchange.NONE;
    }

    /** A request on its way, until it is closed. */
    interface Exchange extends AutoCloseable {

        /** Follows nothing. */
        Exchange NONE = new Exchange() {};

        /** Headers that the request is to carry, so that traces on the other side can be laid beside ours. */
        default Map<String, String> headers() {
            return Map.of();
        }

        /** The answer was read whole. Closed without it, there was none. */
        default void answered(int status) {}

        @Override
        default void close() {}
    }
}
