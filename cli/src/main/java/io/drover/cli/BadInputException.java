package io.drover.cli;

/** Something on the command line cannot be used. The message says what and what to do. */
final class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadInputException(String message) {
        super(message);
    }
}
