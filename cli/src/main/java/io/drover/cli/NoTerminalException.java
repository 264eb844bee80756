package io.drover.cli;

/** Somebody has to type something at a terminal, and there is none. */
final class NoTerminalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoTerminalException(String why) {
        this(
                why,
                "A person types the phrase at a terminal. No option, file, variable or pipe can give it. Nothing was"
                        + " sent.");
    }

    NoTerminalException(String why, String advice) {
        super(why + " " + advice);
    }
}
