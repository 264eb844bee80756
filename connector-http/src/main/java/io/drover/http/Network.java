package io.drover.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses in CIDR notation, for example {@code 10.0.0.0/8}. */
record Network(InetAddress base, int prefixLength) {

    Network {
        if (prefixLength < 0 || prefixLength > base.getAddress().length * 8) {
            throw new IllegalArgumentException(
                    "a prefix length of " + prefixLength + " does not fit " + base.getHostAddress());
        }
    }

    /** @param text a literal address, with or without a prefix length; names are refused, so that nothing is looked up */
    static Network of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a network: write an address and a prefix length, for example 10.0.0.0/8");
        }
        try {
            InetAddress base = InetAddress.getByName(address);
            int length = slash < 0 ? base.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
            return new Network(base, length);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a network: write an address and a prefix length, for example 10.0.0.0/8",
                    e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = prefixLength / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != other[i]) {
                return false;
            }
        }
        int rest = prefixLength % 8;
        return rest == 0 || (mine[whole] & 0xff) >> (8 - rest) == (other[whole] & 0xff) >> (8 - rest);
    }
}
