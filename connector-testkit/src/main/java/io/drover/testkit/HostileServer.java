package io.drover.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server of bytes on loopback, between a connector and a system: it hands on all requests but those of one kind, which it
 * answers with harm. Without a system behind it, it answers all of them so.
 */
public final class HostileServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

    private final ServerSocket server;
    private final @Nullable URI system;
    private final Set<String> kinds = new ConcurrentSkipListSet<>();
    private final AtomicInteger played = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile HostileAnswer answer = HostileAnswer.NOTHING;
    private volatile @Nullable String kind;

    private HostileServer(@Nullable URI system) {
        this.system = system;
        try {
            server = new ServerSocket(0, 100, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    /** @param system {@code http://host:port} of what is behind it */
    public static HostileServer before(String system) {
        return new HostileServer(URI.create(system));
    }

    public static HostileServer alone() {
        return new HostileServer(null);
    }

    /** The same path as at the system. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    /** The kinds of requests that were seen: method and path, a number as {@code 0}. */
    public Set<String> kinds() {
        return Set.copyOf(kinds);
    }

    /** How many requests were answered with harm. */
    public int played() {
        return played.get();
    }

    /** From now on answers requests of that kind with harm; null hands on all of them. */
    public void answer(@Nullable String kind, HostileAnswer answer) {
        this.kind = kind;
        this.answer = answer;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            String head = head(in);
            Matcher length = LENGTH.matcher(head);
            byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            String asked = kind(head);
            if (system == null || asked.equals(kind)) {
                played.incrementAndGet();
                answer.play(socket.getOutputStream());
            } else {
                kinds.add(asked);
                handOn(system, head, body, socket.getOutputStream());
            }
        } catch (IOException e) {
            // The other side has closed it.
        } finally {
            open.remove(socket);
        }
    }

    private static void handOn(URI system, String head, byte[] body, OutputStream out) throws IOException {
        try (Socket behind = new Socket(system.getHost(), system.getPort())) {
            String once = head.replaceAll("(?i)\r\nconnection: [^\r]*", "")
                    .replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
            behind.getOutputStream().write(once.getBytes(StandardCharsets.ISO_8859_1));
            behind.getOutputStream().write(body);
            InputStream answered = behind.getInputStream();
            for (int read = answered.read(); read >= 0 && read != '\n'; read = answered.read()) {
                out.write(read);
            }
            out.write("\nConnection: close\r\n".getBytes(StandardCharsets.ISO_8859_1));
            answered.transferTo(out);
        }
    }

    private static String kind(String head) {
        String[] words = head.split(" ", 3);
        String path = Optional.ofNullable(URI.create(words[1]).getPath()).orElse("");
        return words[0] + " " + path.replaceAll("\\d+", "0");
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("no request");
            }
            bytes.write(read);
            if (read == '\n' && bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return bytes.toString(StandardCharsets.ISO_8859_1);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
