package io.drover.http;

import java.net.URI;
import java.util.Locale;

/** Says whether two spellings of an address are one system. What is kept by address is kept by the normal one. */
public final class Address {

    private Address() {}

    /** Scheme and host in lower case, the port always, no slash at the end. One that cannot be read stays as it is. */
    public static String normal(String baseUrl) {
        try {
            URI uri = new URI(baseUrl.strip()).normalize();
            if (uri.getScheme() == null || uri.getHost() == null) {
                return baseUrl;
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            String path = uri.getRawPath().replaceAll("/+$", "");
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + Origin.port(uri) + path;
        } catch (java.net.URISyntaxException e) {
            return baseUrl;
        }
    }
}
