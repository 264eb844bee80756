package io.drover.connectors.qtest;

import java.net.URI;
import java.util.Locale;

/** Says whether two spellings of an address are one system. */
final class Address {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private Address() {}

    /** Scheme and host in lower case, the port always, no slash at the end. One that cannot be read stays as it is. */
    static String normal(String baseUrl) {
        try {
            URI uri = new URI(baseUrl.strip()).normalize();
            if (uri.getScheme() == null || uri.getHost() == null) {
                return baseUrl;
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? HTTPS : HTTP;
            String path = uri.getRawPath().replaceAll("/+$", "");
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port + path;
        } catch (java.net.URISyntaxException e) {
            return baseUrl;
        }
    }
}
