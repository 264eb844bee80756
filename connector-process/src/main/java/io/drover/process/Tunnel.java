package io.drover.process;

import java.io.IOException;
import org.apache.sshd.client.session.forward.PortForwardingTracker;

/**
 * A port of this machine's loopback that leads to a port which the far host reaches. Every user of this machine can connect to it
 * while it is open. It ends with its SSH connection, and is not made again by itself.
 */
public final class Tunnel implements AutoCloseable {

    private final PortForwardingTracker tracker;

    Tunnel(PortForwardingTracker tracker) {
        this.tracker = tracker;
    }

    /** On 127.0.0.1. */
    public int port() {
        return tracker.getBoundAddress().getPort();
    }

    public boolean isOpen() {
        return tracker.isOpen() && tracker.getClientSession().isOpen();
    }

    @Override
    public void close() {
        try {
            tracker.close();
        } catch (IOException e) {
            // The connection is gone, and the tunnel with it.
        }
    }
}
