package io.drover.http;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Scheme, host and port: the part of an address that a token belongs to. */
final class Origin {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private Origin() {}

    /** @throws ConnectorException {@code BASE_URL_INVALID} */
    static String of(String system, String baseUrl) {
        try {
            URI uri = new URI(baseUrl);
            if (isHttp(uri) && uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null) {
                return text(uri);
            }
        } catch (java.net.URISyntaxException e) {
            // Reported below, without the text: somebody may have pasted a password into it.
        }
        throw new ConnectorException(
                "BASE_URL_INVALID",
                FailureType.USER,
                "The baseUrl of " + system
                        + " is no address of an API. Write it like https://host.example/path, without"
                        + " user name, query or fragment.");
    }

    static boolean same(URI a, URI b) {
        return text(a).equalsIgnoreCase(text(b));
    }

    /** Where {@code reply} sends us on to, when it may be obeyed: http or https, never from https to http. */
    static Optional<URI> redirect(URI from, Reply reply) {
        if (!REDIRECTS.contains(reply.status()) || reply.location() == null) {
            return Optional.empty();
        }
        try {
            URI to = from.resolve(reply.location());
            boolean downgrade = "https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme());
            return isHttp(to) && !downgrade ? Optional.of(to) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isHttp(URI uri) {
        return uri.getHost() != null
                && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
    }

    private static String text(URI uri) {
        return Objects.toString(uri.getScheme()) + "://" + uri.getHost() + ":" + port(uri);
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
