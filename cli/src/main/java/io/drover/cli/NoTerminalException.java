package io.drover.cli;

/** Somebody has to type something at a terminal, and there is none. */
final class NoTerminalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoTerminalException(String why) {
        this(
                why,
                "The phrase is typed by a person at a terminal: no option, file, variable or pipe gives it."
                        + " Nothing was sent.");
    }

    NoTerminalException(String why, String advice) {
        super(why + " " + advice);
    }
}
