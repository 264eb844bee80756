package io.drover.embedded;

import java.io.IOException;

/** The port that a server was told to use is taken, or not allowed to this user. The message names it and says what to do. */
public final class PortInUseException extends IOException {

    private static final long serialVersionUID = 1L;

    PortInUseException(String server, int port, String option, IOException cause) {
        super(
                "port " + port + " of 127.0.0.1, meant for " + server + ", cannot be used (" + cause.getMessage()
                        + "): stop the program that has it, or choose another port with " + option
                        + " (0 takes any free one)",
                cause);
    }
}
