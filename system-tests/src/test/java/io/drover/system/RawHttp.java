package io.drover.system;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests as bytes: with headers that no client lets anybody set, as {@code Host} and {@code Origin}. */
final class RawHttp {

    private static final int PATIENCE_MS = 20_000;

    private final URI server;
    private final String token;

    /** @param token empty for none */
    RawHttp(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** @param head status line and headers */
    record Answer(int status, String head, String body) {

        /** Of the one header of this name; empty where there is none. */
        String header(String name) {
            List<String> values = head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
            if (values.size() > 1) {
                throw new AssertionError(name + " stands there twice: " + head);
            }
            return values.isEmpty() ? "" : values.getFirst();
        }
    }

    /**
     * @param target of the request line, as it is to be sent
     * @param headers more of them; {@code Host} in place of the right one
     */
    Answer send(String method, String target, String body, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Connection: close"));
        lines.addAll(List.of(headers));
        if (List.of(headers).stream().noneMatch(header -> header.startsWith("Host:"))) {
            lines.add("Host: " + server.getAuthority());
        }
        if (!token.isEmpty()) {
            lines.add("Authorization: Bearer " + token);
        }
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        if (content.length > 0) {
            lines.add("Content-Length: " + content.length);
        }
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(content);
            String whole = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String[] parts = whole.split("\r\n\r\n", 2);
            return new Answer(Integer.parseInt(parts[0].split(" ", 3)[1]), parts[0], parts.length > 1 ? parts[1] : "");
        }
    }
}
