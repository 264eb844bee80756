package io.drover.cli.api;

/** The server answered, but not as the API's description says: most often client and server differ in version. */
public final class UnexpectedAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnexpectedAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
