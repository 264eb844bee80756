package io.drover.http;

import java.io.IOException;

/** A proxy made no tunnel. What it said is its own, and not the system's answer. */
final class ProxyRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    ProxyRefusedException(int status) {
        super("no tunnel: " + status);
        this.status = status;
    }

    int status() {
        return status;
    }
}
