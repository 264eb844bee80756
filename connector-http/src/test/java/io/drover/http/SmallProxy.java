package io.drover.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A proxy on loopback that makes tunnels and hands on requests, whatever host they name, to one port here. */
final class SmallProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int behind;
    private final @Nullable String login;
    private volatile int refusal;
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** @param login user and password with a colon between; null for anybody */
    SmallProxy(int behind, @Nullable String login) throws IOException {
        this.behind = behind;
        this.login = login;
        this.server = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Thread.startVirtualThread(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    void refuse(int status) {
        refusal = status;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            while (!isLoggedIn(head)) {
                asked.add("407");
                say(client, "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
                head = head(client.getInputStream());
            }
            String[] words = head.split(" ", 3);
            asked.add(words[0] + " " + words[1]);
            if (refusal != 0) {
                say(client, "HTTP/1.1 " + refusal + " \u001b[2JNo\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), behind)) {
                if (words[0].equals("CONNECT")) {
                    say(client, "HTTP/1.1 200 OK\r\n\r\n");
                } else {
                    String path = URI.create(words[1]).getRawPath();
                    say(target, words[0] + " " + path + " " + words[2].replaceAll("(?i)\r\nproxy-[^\r]*", ""));
                }
                Thread up = Thread.startVirtualThread(() -> copy(client, target));
                copy(target, client);
                up.interrupt();
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private boolean isLoggedIn(String head) {
        return login == null
                || head.contains("Proxy-Authorization: Basic "
                        + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("no request");
            }
            bytes.write(read);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
