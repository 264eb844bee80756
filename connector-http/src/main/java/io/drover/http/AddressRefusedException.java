package io.drover.http;

import java.net.UnknownHostException;

/** A host name led to an address that connectors must not reach. */
public final class AddressRefusedException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    AddressRefusedException(String message) {
        super(message);
    }
}
