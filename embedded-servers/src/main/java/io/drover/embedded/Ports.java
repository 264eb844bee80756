package io.drover.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address, the only one that embedded servers listen on. */
final class Ports {

    static final String LOOPBACK = "127.0.0.1";

    private static final int ANY = 0;

    private Ports() {}

    /**
     * The port to use for {@code wanted}, where 0 means any free one.
     *
     * @param server who is to listen, for the message
     * @param option how the user chooses the port, for the message
     * @throws PortInUseException when it is taken
     */
    @SuppressWarnings("AddressSelection") // it is an address, not a name
    static int choose(int wanted, String server, String option) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections of a predecessor that linger are no obstacle
            socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            if (wanted == ANY) {
                throw e;
            }
            throw new PortInUseException(server, wanted, option, e);
        }
    }

    static int any() throws IOException {
        return choose(ANY, "any server", "0");
    }
}
