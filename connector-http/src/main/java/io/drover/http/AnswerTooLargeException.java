package io.drover.http;

import java.io.IOException;

/** An answer that is longer than its request allows. What came of it was thrown away. */
final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param limit in bytes */
    AnswerTooLargeException(long limit) {
        super("more than " + limit + " bytes");
    }

    /** @param length in bytes, as the answer said; as it comes, which may be compressed */
    AnswerTooLargeException(long length, long limit) {
        super(length + " bytes, more than " + limit);
    }
}
