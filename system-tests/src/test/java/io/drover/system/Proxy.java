package io.drover.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A network between a server and its clients, which a test can cut, clog and slow down. */
final class Proxy implements AutoCloseable {

    private static final long LOOK_AGAIN_NANOS = 10_000_000;

    private enum State {
        OPEN,
        CUT,
        STALLED
    }

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong harmed = new AtomicLong();
    private volatile State state = State.OPEN;
    private volatile long delayNanos;

    /** @param target port of the server on the loopback */
    Proxy(int target) {
        this.target = target;
        try {
            this.listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Ends all connections, and every new one as it begins. */
    void cut() {
        state = State.CUT;
        harmed.addAndGet(sockets.size());
        sockets.forEach(Proxy::close);
    }

    /** Ends all connections once; new ones are as good as any. */
    void reset() {
        cut();
        heal();
    }

    /** Connections stay, and begin, but nothing comes through: what was sent waits. */
    void stall() {
        state = State.STALLED;
    }

    /** Each piece that comes through takes this long. */
    void slow(Duration delay) {
        delayNanos = delay.toNanos();
    }

    void heal() {
        state = State.OPEN;
        delayNanos = 0;
    }

    /** How many connections were ended and how many pieces were held up. */
    long harmed() {
        return harmed.get();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket client) {
        sockets.add(client);
        try {
            if (state == State.CUT) {
                harmed.incrementAndGet();
                close(client);
                return;
            }
            client.setTcpNoDelay(true);
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(server);
            server.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(client, server));
            pump(server, client);
        } catch (IOException e) {
            close(client); // the server is not there
        } finally {
            sockets.remove(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                hold();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One of the two is gone; so is the other.
        } finally {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void hold() {
        if (delayNanos > 0) {
            harmed.incrementAndGet();
            LockSupport.parkNanos(delayNanos);
        }
        if (state == State.STALLED) {
            harmed.incrementAndGet();
            while (state == State.STALLED) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
