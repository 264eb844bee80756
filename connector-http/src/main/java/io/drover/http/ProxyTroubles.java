package io.drover.http;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import org.jspecify.annotations.Nullable;

/** Names what a proxy said in the place of the system behind it. */
final class ProxyTroubles {

    static final int LOGIN_WANTED = 407;

    private ProxyTroubles() {}

    static ConnectorException refused(String from, int status, @Nullable Exception cause) {
        String what = status == LOGIN_WANTED
                ? ": the proxy wants another user or password (407). Set http.proxyUser and the secret proxyPassword of the"
                        + " connection, or both in the address that the environment of the worker names."
                : ": the proxy refuses the way there (" + status + "). Ask who runs it to let requests to this address"
                        + " through, or name the address in NO_PROXY.";
        return new ConnectorException("PROXY_REFUSED", FailureType.USER, from + what, null, cause);
    }
}
