package io.drover.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the environment of this process names, in the usual variables: {@code HTTPS_PROXY}, {@code HTTP_PROXY},
 * {@code ALL_PROXY} and {@code NO_PROXY}, in lower case too, which counts first. This host is never asked for through a proxy.
 */
record ProxyEnvironment(Map<String, String> variables) {

    private static final ProxyEnvironment OWN = new ProxyEnvironment(System.getenv());

    static ProxyEnvironment own() {
        return OWN;
    }

    /** The proxy to go through to an address; empty for the straight way. */
    Optional<HttpProxy> to(URI uri) {
        String host = uri.getHost();
        if (host == null || isThisHost(host) || excepted(host, Origin.port(uri))) {
            return Optional.empty();
        }
        String own = "https".equalsIgnoreCase(uri.getScheme()) ? "https_proxy" : "http_proxy";
        return Stream.of(own, "all_proxy").flatMap(name -> proxy(name).stream()).findFirst();
    }

    private Optional<HttpProxy> proxy(String name) {
        return value(name)
                .map(address -> HttpProxy.of(
                        address,
                        "The environment variable " + name.toUpperCase(Locale.ROOT) + " of this worker",
                        true));
    }

    private Optional<String> value(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(each -> variables.getOrDefault(each, ""))
                .filter(text -> !text.isBlank())
                .map(String::strip)
                .findFirst();
    }

    private boolean excepted(String host, int port) {
        String list = value("no_proxy").orElse("");
        return Stream.of(list.split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> excepts(entry.toLowerCase(Locale.ROOT), host, port));
    }

    /** {@code *}, a name or its end with a dot or {@code *.} or without, an address, a network, each with a port or without. */
    private static boolean excepts(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        String name = entry;
        int colon = entry.lastIndexOf(':');
        boolean hasPort = colon > 0
                && entry.substring(colon + 1).matches("\\d{1,5}")
                && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
        if (hasPort) {
            if (Integer.parseInt(entry.substring(colon + 1)) != port) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        InetAddress address = literal(host);
        if (address != null) {
            return inNetwork(bare(name), address);
        }
        String end = name.replaceFirst("^\\*?\\.", "").replaceFirst("\\.$", "");
        String asked = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return !end.isEmpty() && (asked.equals(end) || asked.endsWith("." + end));
    }

    private static boolean inNetwork(String entry, InetAddress address) {
        try {
            return Network.of(entry).contains(address);
        } catch (IllegalArgumentException e) {
            return false; // a name
        }
    }

    private static boolean isThisHost(String host) {
        InetAddress address = literal(host);
        return address != null ? address.isLoopbackAddress() : host.equalsIgnoreCase("localhost");
    }

    /** The address that a host is written as; null for a name. Nothing is looked up. */
    private static @Nullable InetAddress literal(String host) {
        String bare = bare(host);
        if (!bare.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return null;
        }
        try {
            return InetAddress.getByName(bare);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return "ProxyEnvironment";
    }
}
