package io.drover.staging;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A network before a server that loses the answers to what it let through. */
final class LostAnswers implements AutoCloseable {

    private final ServerSocket listener;
    private final URI server;
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    LostAnswers(URI server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** The server does what the next request asks for, and its caller never hears of it. */
    void loseTheNext() {
        toLose.set(1);
    }

    int lost() {
        return lost.get();
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket there = new Socket(server.getHost(), server.getPort());
                sockets.add(client);
                sockets.add(there);
                Thread.ofVirtual().start(() -> forward(client, there, false));
                Thread.ofVirtual().start(() -> forward(there, client, true));
            } catch (IOException e) {
                // Closed, or one connection the less.
            }
        }
    }

    private void forward(Socket from, Socket to, boolean answers) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                boolean interim =
                        answers && count >= 12 && new String(bytes, 9, 3, StandardCharsets.US_ASCII).equals("100");
                if (answers && !interim && toLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    lost.incrementAndGet();
                    return;
                }
                to.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException e) {
            // The other direction closed it.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
