package io.drover.contracts;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a secret is for: one connector, and the addresses that it may be sent to. A secret that was stored for one use is not
 * opened for another.
 *
 * @param connector id of the connector, or {@code archive} for what seals an archive
 * @param addresses scheme, host and port of each, as {@link #address} writes them; sorted. Of a host without a scheme, host and port
 */
public record SecretBinding(String connector, List<String> addresses) {

    /** What seals archives, which goes nowhere. */
    public static final SecretBinding ARCHIVE = new SecretBinding("archive", List.of());

    private static final String AT = "@";
    private static final String AND = ",";
    private static final Pattern CONNECTOR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern HOST = Pattern.compile("[a-z0-9_.-]+|\\[[0-9a-f:.]+]");
    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443, "ssh", 22);
    private static final int LARGEST_PORT = 65_535;

    public SecretBinding {
        addresses = List.copyOf(addresses);
    }

    /**
     * Brings both to one form.
     *
     * @throws IllegalArgumentException when one of them is none; the message does not repeat an address, since somebody may have
     *     pasted a password into it
     */
    public static SecretBinding of(String connector, Collection<String> addresses) {
        if (!CONNECTOR.matcher(connector).matches()) {
            throw new IllegalArgumentException("the connector is 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        return new SecretBinding(
                connector,
                addresses.stream()
                        .map(SecretBinding::address)
                        .distinct()
                        .sorted()
                        .toList());
    }

    /**
     * Reads {@code connector@address}, with commas between several addresses.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public static SecretBinding parse(String text) {
        String stripped = text.strip();
        int at = stripped.indexOf(AT);
        return at < 0
                ? of(stripped, List.of())
                : of(
                        stripped.substring(0, at),
                        Arrays.asList(stripped.substring(at + 1).split(AND, -1)));
    }

    /**
     * The part of an address that a secret belongs to: {@code https://host.example}, with the port where it is not the usual one,
     * without path; {@code host:22} where no scheme is given.
     *
     * @throws IllegalArgumentException when it is no address, or has a user, a query or a fragment
     */
    public static String address(String text) {
        String stripped = text.strip();
        boolean bare = !stripped.contains("://");
        try {
            URI uri = new URI(bare ? "host://" + stripped : stripped);
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            if (uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && HOST.matcher(host).matches()
                    && uri.getPort() <= LARGEST_PORT) {
                String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
                boolean usual =
                        uri.getPort() < 0 || Integer.valueOf(uri.getPort()).equals(USUAL_PORTS.get(scheme));
                return (bare ? "" : scheme + "://") + host + (usual ? "" : ":" + uri.getPort());
            }
        } catch (URISyntaxException e) {
            // Said below, without the text.
        }
        throw new IllegalArgumentException(
                "an address is written like https://host.example, without user name, query or fragment");
    }

    /** Whether a secret that is for this may be used so. */
    public boolean covers(SecretBinding use) {
        return connector.equals(use.connector) && addresses.containsAll(use.addresses);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return addresses.isEmpty() ? connector : connector + AT + String.join(AND, addresses);
    }
}
