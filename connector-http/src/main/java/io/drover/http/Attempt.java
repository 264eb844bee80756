package io.drover.http;

import java.io.IOException;

/** What became of one try of one request. */
sealed interface Attempt {

    /** A whole answer. */
    record Answer(Reply reply) implements Attempt {}

    /**
     * No whole answer.
     *
     * @param sent whether the system may have seen the request
     */
    record Broken(IOException cause, boolean sent) implements Attempt {}
}
