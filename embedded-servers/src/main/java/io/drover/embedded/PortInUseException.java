package io.drover.embedded;

import java.io.IOException;

/** The port that a server was told to use is taken. The message names it and says what to do. */
public final class PortInUseException extends IOException {

    private static final long serialVersionUID = 1L;

    PortInUseException(String server, int port, String option) {
        super("port " + port + " of 127.0.0.1, meant for " + server
                + ", is taken by another program: stop that program, or" + " choose another port with " + option
                + " (0 takes any free one)");
    }
}
