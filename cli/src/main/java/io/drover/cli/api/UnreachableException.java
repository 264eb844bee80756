package io.drover.cli.api;

import java.net.URI;

/** No server answered at the address, or the connection broke before the answer was whole. */
public final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient URI server;

    public UnreachableException(URI server, Throwable cause) {
        super("No Drover server answers at " + server, cause);
        this.server = server;
    }

    public URI server() {
        return server;
    }
}
