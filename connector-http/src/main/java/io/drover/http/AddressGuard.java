package io.drover.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says which addresses a connector may reach. Users type addresses, and a typed address must not become a way into the
 * network that Drover runs in: link-local and metadata addresses are always refused, private and loopback ones unless the
 * operator lists their network.
 *
 * @param allowed private networks that may be reached all the same
 */
public record AddressGuard(List<Network> allowed) {

    /** System property with the allowed networks, comma separated; as an environment variable in upper case with "_". */
    public static final String PROPERTY = "drover.network.allow";

    private static final List<Network> NEVER =
            networks("0.0.0.0/8,169.254.0.0/16,168.63.129.16/32,100.100.100.200/32,224.0.0.0/4,255.255.255.255/32,"
                    + "::/128,fe80::/10,fd00:ec2::254/128,fd00:ec2::23/128,fd20:ce::254/128,ff00::/8");
    private static final List<Network> PRIVATE =
            networks("127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,192.0.0.0/24,198.18.0.0/15,"
                    + "240.0.0.0/4,::1/128,::/96,fc00::/7,fec0::/10,64:ff9b::/96,64:ff9b:1::/48,2002::/16,2001::/32,"
                    + "::ffff:0:0:0/96");

    /** Of an address in numbers: 0177.0.0.1 is 127.0.0.1 to one program and 177.0.0.1 to another. */
    private static final Pattern LEADING_ZERO = Pattern.compile("^(?=[0-9.]+$)(.*\\.)?0[0-9]");

    private static final AtomicReference<AddressGuard> PROCESS_DEFAULT = new AtomicReference<>();

    public AddressGuard {
        allowed = List.copyOf(allowed);
    }

    /** @param allowed networks in CIDR notation, comma separated; empty allows public addresses only */
    public static AddressGuard of(String allowed) {
        return new AddressGuard(networks(allowed));
    }

    /** The guard of this process: the one set, else the one from {@value #PROPERTY} at the first call. */
    public static AddressGuard processDefault() {
        return PROCESS_DEFAULT.updateAndGet(set -> set != null ? set : configured());
    }

    /** Sets the guard of this process; connections opened from now on obey it. */
    public static void setProcessDefault(AddressGuard guard) {
        PROCESS_DEFAULT.set(guard);
    }

    private static AddressGuard configured() {
        String environment =
                Optional.ofNullable(System.getenv("DROVER_NETWORK_ALLOW")).orElse("");
        return of(System.getProperty(PROPERTY, environment));
    }

    /**
     * Looks a name up. Connect to exactly these addresses and ask no second time, so that a name cannot change its mind between
     * check and connection.
     *
     * @return at least one, each of which may be reached
     * @throws AddressRefusedException when one of them must not be
     * @throws UnknownHostException when there is no host of that name
     */
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        if (LEADING_ZERO.matcher(host).find()) {
            throw new AddressRefusedException(
                    "\"" + host + "\" has numbers with a leading zero, which some programs read as"
                            + " octal and others do not; write it without");
        }
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            check(host, address);
        }
        return List.of(addresses);
    }

    /**
     * Checks the addresses of a host that a proxy is to reach, as far as they can be seen from here. A name that nobody knows here
     * is the proxy's to look up: in a closed network only it can.
     *
     * @throws AddressRefusedException when one of them must not be reached
     */
    void checkBehindProxy(String host) throws AddressRefusedException {
        try {
            resolve(host);
        } catch (AddressRefusedException e) {
            throw e;
        } catch (UnknownHostException e) {
            // The proxy may know it.
        }
    }

    void check(String host, InetAddress address) throws AddressRefusedException {
        if (NEVER.stream().anyMatch(n -> n.contains(address))) {
            throw new AddressRefusedException(named(host, address)
                    + " a link-local, metadata or otherwise special address; connectors never reach" + " those");
        }
        if (PRIVATE.stream().anyMatch(n -> n.contains(address))
                && allowed.stream().noneMatch(n -> n.contains(address))) {
            throw new AddressRefusedException(named(host, address)
                    + " a private address; if it is the right one, add its network to " + PROPERTY);
        }
    }

    /** A name is told with its address, an address once. */
    private static String named(String host, InetAddress address) {
        boolean literal = host.contains(":") || host.matches("[0-9.]+");
        return literal ? host + " is" : host + " is " + address.getHostAddress() + ",";
    }

    private static List<Network> networks(String list) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Network::of)
                .toList();
    }

    @Override
    public String toString() {
        return "AddressGuard" + Arrays.toString(allowed.toArray());
    }
}
