package io.drover.http;

import io.drover.spi.ConnectorException;

/** What is known about a request that creates something. */
public sealed interface Sent {

    /** The system answered and the answer can be believed: it did it (2xx) or refused it (4xx). */
    record Answered(Reply reply) implements Sent {}

    /**
     * The request may or may not have been done. Look before sending it again.
     *
     * @param why to throw when looking is impossible too
     */
    record InDoubt(ConnectorException why) implements Sent {}
}
