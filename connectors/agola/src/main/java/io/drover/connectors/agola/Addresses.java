package io.drover.connectors.agola;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.agola.convert.Service;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells whether two addresses are one: an import would destroy what was to be kept. */
final class Addresses {

    private Addresses() {}

    /** @throws io.drover.spi.ConnectorException {@code SAME_ADDRESS} when two services of one Agola have one address */
    static void differ(AgolaSettings settings) {
        Map<String, String> known = new HashMap<>();
        for (Service service : Service.values()) {
            for (String address : settings.addresses(service)) {
                for (String place : places(address)) {
                    String before = known.put(place, service.word());
                    if (before != null && !before.equals(service.word())) {
                        throw AgolaFailures.user(
                                "SAME_ADDRESS",
                                "The " + before + " and the " + service.word() + " have the same address, " + address
                                        + ". Each service listens on its own.");
                    }
                }
            }
        }
    }

    /** @throws io.drover.spi.ConnectorException {@code TARGET_IS_SOURCE} when they have one address in common */
    static void differ(AgolaSettings target, JsonNode sourceSettings) {
        Set<String> source = new TreeSet<>();
        for (Service service : Service.values()) {
            AgolaSettings.addresses(sourceSettings, service).forEach(address -> source.addAll(places(address)));
        }
        for (Service service : Service.values()) {
            for (String address : target.addresses(service)) {
                if (places(address).stream().anyMatch(source::contains)) {
                    throw AgolaFailures.user(
                            "TARGET_IS_SOURCE",
                            "The target's " + service.word() + " at " + address
                                    + " is a service of the source. The import"
                                    + " would destroy what is to be moved. Give the target's own address.");
                }
            }
        }
    }

    /** Host and port, and each numeric address with that port. */
    private static Set<String> places(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            // Whoever connects to it will say so.
            return Set.of(address);
        }
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        Set<String> places = new TreeSet<>(Set.of(host + ":" + port));
        for (InetAddress each : lookUp(host)) {
            places.add(each.getHostAddress() + ":" + port);
        }
        return places;
    }

    private static List<InetAddress> lookUp(String host) {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            // Whoever asks it will say so.
            return List.of();
        }
    }
}
