package io.drover.spi;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Says whether two spellings of an address are one system. What is kept by address is kept by the normal one. */
public final class Address {

    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "[0:0:0:0:0:0:0:1]");

    private Address() {}

    /**
     * Scheme and host in lower case, this machine by one name, the port always, characters of the path as they are where they need
     * not be escaped, no slash at the end. One that cannot be read stays as it is.
     */
    public static String normal(String baseUrl) {
        try {
            URI uri = new URI(baseUrl.strip()).normalize();
            if (uri.getScheme() == null || uri.getHost() == null) {
                return baseUrl;
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            return scheme + "://" + host(uri) + ":" + port(uri) + path(uri);
        } catch (URISyntaxException e) {
            return baseUrl;
        }
    }

    private static String host(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return LOOPBACK.contains(host) ? "127.0.0.1" : host;
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** An escaped slash is part of a name and stays escaped. */
    private static String path(URI uri) throws URISyntaxException {
        String raw = uri.getRawPath().replaceAll("/+$", "");
        if (raw.isEmpty() || raw.toUpperCase(Locale.ROOT).contains("%2F")) {
            return raw;
        }
        return new URI(null, null, uri.getPath().replaceAll("/+$", ""), null).toASCIIString();
    }
}
