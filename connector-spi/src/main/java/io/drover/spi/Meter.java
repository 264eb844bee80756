package io.drover.spi;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Counts what a connection sends, and says when it may send. Safe to call from several threads. */
public interface Meter {

    /** Counts nothing. */
    Meter NONE = new Meter() {
        @Override
        public void request() {}

        @Override
        public void throttled() {}
    };

    /**
     * Waits until one more request may be sent. A connector of any transport asks before each request.
     *
     * @param address where the request goes: scheme, host and port count, the rest is not looked at
     * @param wanted asked about every second while it waits; what it throws ends the wait and is thrown
     * @throws ConnectorException {@code INTERRUPTED} when the batch is stopped
     */
    default Turn turn(String address, Runnable wanted) {
        return Turn.FREE;
    }

    /**
     * How long a request that the system refuses for its limit is kept and sent again, without being a failure. Empty when
     * nobody gives turns: then it is as long as any other failing request.
     */
    default Optional<Duration> longestWait() {
        return Optional.empty();
    }

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
