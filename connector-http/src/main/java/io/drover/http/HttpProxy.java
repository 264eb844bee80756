package io.drover.http;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between connectors and their systems. It is asked for a tunnel (CONNECT) to https addresses, and handed requests to
 * http ones.
 *
 * @param user null where it wants none
 * @param operators whether whoever runs the installation named it, by the environment; else somebody who defines migrations did
 */
record HttpProxy(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        boolean operators) {

    private static final int DEFAULT_PORT = 80;

    /**
     * @param address as {@code http://proxy.example:3128}; a user and a password in it are the environment's way only
     * @param where it stands, for messages, which do not repeat it
     * @throws ConnectorException {@code PROXY_INVALID}
     */
    static HttpProxy of(String address, String where, boolean operators) {
        try {
            URI uri = new URI(address.contains("://") ? address : "http://" + address);
            if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getQuery() == null) {
                String[] login = uri.getUserInfo() == null
                        ? new String[0]
                        : uri.getUserInfo().split(":", 2);
                return new HttpProxy(
                        uri.getHost(),
                        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                        login.length == 0 ? null : login[0],
                        login.length < 2 ? null : login[1],
                        operators);
            }
        } catch (URISyntaxException e) {
            // Told below, without the text, since a password may stand in it.
        }
        throw new ConnectorException(
                "PROXY_INVALID",
                FailureType.USER,
                where
                        + " is no address of a proxy. Write it as http://proxy.example:3128; other kinds of proxies are not"
                        + " known here.");
    }

    HttpProxy as(String newUser, String newPassword) {
        return new HttpProxy(host, port, newUser, newPassword, operators);
    }

    /** For messages. */
    String address() {
        return host + ":" + port;
    }

    /** The header that says who asks; null where it wants nobody. */
    @Nullable
    String authorization() {
        if (user == null) {
            return null;
        }
        String pair = user + ":" + (password == null ? "" : password);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "HttpProxy[" + address() + "]";
    }
}
