package io.drover.coordinator.door;

import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By which names this API may be called. A page whose name somebody lets point to this machine calls it by that name, and the browser
 * takes its answers for the page's own; so a name that nobody configured is refused.
 */
final class ApiHosts {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private final Set<String> configured;

    /** @param configured {@code name}, at any port, or {@code name:port}; of an IPv6 address {@code [address]:port} */
    ApiHosts(List<String> configured) {
        this.configured = configured.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a request is for this API.
     *
     * @param asked as the request names it; null for none, or for what is no name
     * @param reached the address of this machine that the request came to: whoever calls by the address itself, as the probes of a
     *     cluster do, was led here by no name
     */
    boolean allow(@Nullable HostAndPort asked, SocketAddress reached) {
        if (asked == null) {
            return false;
        }
        String host = plain(asked.host());
        boolean atOurPort = asked.port() == reached.port();
        return (atOurPort && (LOOPBACK.contains(host) || host.equals(plain(reached.hostAddress()))))
                || configured.contains(host)
                || configured.contains(text(asked));
    }

    /** As it stands in a request's {@code Host} and in a page's {@code Origin}. */
    static String text(HostAndPort asked) {
        String host = plain(asked.host());
        String name = host.contains(":") ? "[" + host + "]" : host;
        return asked.port() < 0 ? name : name + ":" + asked.port();
    }

    /** An address without the brackets of version 6, and without the name of an interface. */
    private static String plain(@Nullable String host) {
        return host == null
                ? ""
                : host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "").replaceAll("%.*", "");
    }
}
