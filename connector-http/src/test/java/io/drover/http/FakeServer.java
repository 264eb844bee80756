package io.drover.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers as told, one script line per request; the last line goes on for ever. */
final class FakeServer implements AutoCloseable {

    /** What one request gets. */
    interface Line {
        void play(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final Deque<Line> script = new ArrayDeque<>();
    final List<String> seen = new CopyOnWriteArrayList<>();
    final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();

    FakeServer(Line... lines) throws IOException {
        script.addAll(List.of(lines));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            headers.add(Map.copyOf(exchange.getRequestHeaders()));
            exchange.getRequestBody().readAllBytes();
            try (exchange) {
                next().play(exchange);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private synchronized Line next() {
        return script.size() > 1 ? script.removeFirst() : script.getFirst();
    }

    static Line status(int status, String body, String... headers) {
        return status(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Line status(int status, byte[] bytes, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Promises more than it sends. */
    static Line truncated() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
