package io.drover.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** Stands between a client and a server, and can fall silent without closing anything, as a firewall does that forgets. */
final class MuteProxy implements AutoCloseable {

    private final ServerSocket here = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean mute;

    MuteProxy(int port) throws IOException {
        Thread.ofVirtual().start(() -> {
            try (Socket client = here.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
                pass(client.getInputStream(), server.getOutputStream());
                pass(server.getInputStream(), client.getOutputStream());
                closed.await();
            } catch (IOException | InterruptedException e) {
                // The test is over.
            }
        });
    }

    private void pass(InputStream from, OutputStream to) {
        Thread.ofVirtual().start(() -> {
            try {
                byte[] buffer = new byte[8192];
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                    if (!mute) {
                        to.write(buffer, 0, n);
                        to.flush();
                    }
                }
            } catch (IOException e) {
                // One side is gone.
            }
        });
    }

    int port() {
        return here.getLocalPort();
    }

    void mute() {
        mute = true;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        here.close();
    }
}
