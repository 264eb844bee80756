package io.drover.contracts;

/** A message that this release cannot understand; it belongs on {@link Topics#DEAD_LETTERS}. */
public final class UnknownMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnknownMessageException(String message, Throwable cause) {
        super(message, cause);
    }

    public UnknownMessageException(String message) {
        super(message);
    }
}
