package io.drover.process;

import io.drover.http.AddressGuard;
import io.drover.spi.ConnectorException;
import io.drover.spi.Evidence;
import io.drover.spi.FailureType;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Another machine, over SSH. The first program connects; the connection is used for all that follow, several at a time, and is made
 * again by the next one when it was lost. What ran then is {@code CONNECTION_LOST}: nobody knows whether it ended.
 *
 * <p>Before a program begins: {@code HOST_KEY_UNKNOWN}, {@code HOST_KEY_CHANGED}, {@code LOGIN_REFUSED}, {@code KEY_UNREADABLE},
 * {@code HOST_UNKNOWN}, {@code ADDRESS_REFUSED} and {@code UNREACHABLE}.
 */
public final class SshHost extends Host {

    private static final String LOOPBACK = "127.0.0.1";

    private static final String UNKNOWN = "Nobody knows whether it began. Look at the host before it is run again.";

    private final SshSettings settings;
    private final SshConnector connector;
    private final ReentrantLock connecting = new ReentrantLock();
    private @Nullable ClientSession session;

    /**
     * Connects to nothing yet.
     *
     * @param system for messages, for example {@code LAVA}
     * @param evidence where each run is entered
     * @throws ConnectorException {@code SETTING_INVALID}, {@code KEY_UNREADABLE}
     */
    public SshHost(String system, SshSettings settings, SshLogin login, Evidence evidence) {
        this(system, settings, login, evidence, AddressGuard.processDefault());
    }

    public SshHost(String system, SshSettings settings, SshLogin login, Evidence evidence, AddressGuard guard) {
        super(new OutputMasks(login.secrets()), evidence);
        this.settings = settings;
        this.connector = new SshConnector(system, settings, login, guard);
    }

    @Override
    String place() {
        return "on " + settings.host();
    }

    @Override
    Started start(Program program, String what) {
        ClientSession connected = session();
        try {
            return SshProgram.start(connected, program, settings.connectTimeout());
        } catch (InterruptedIOException e) {
            throw ProcessFailures.interrupted(what + " was stopped while it was being started. " + UNKNOWN);
        } catch (IOException e) {
            throw new ConnectorException(
                    "CONNECTION_LOST",
                    FailureType.EXTERNAL,
                    what + ": the connection was lost, or the server refused, while it was being started. " + UNKNOWN,
                    null,
                    e);
        }
    }

    /**
     * Opens a way to a port that the far host reaches, for example of its PostgreSQL that listens there only. Who listens there is
     * asked when something connects to it.
     *
     * @param host as the far host knows it, often {@code localhost}
     */
    public Tunnel forward(String host, int port) {
        try {
            return new Tunnel(session()
                    .createLocalPortForwardingTracker(
                            new SshdSocketAddress(LOOPBACK, 0), new SshdSocketAddress(host, port)));
        } catch (IOException e) {
            throw connector.unreachable("cannot forward port " + port + " of " + host, e);
        }
    }

    private ClientSession session() {
        connecting.lock();
        try {
            if (session == null || !session.isOpen()) {
                session = connector.connect();
            }
            return session;
        } finally {
            connecting.unlock();
        }
    }

    /** Closes the connection and its tunnels; a program that runs is lost. */
    @Override
    public void close() {
        connector.close();
    }
}
