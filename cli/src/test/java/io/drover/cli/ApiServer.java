package io.drover.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.drover.cli.migration.Shipped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks the REST API as it is documented, with one execution {@code e-1} whose events are given. The last
 * event is what the execution is afterwards. It lists the connectors that are shipped, and knows who asks as
 * {@code ann}; that it is asked for that is not noted.
 */
final class ApiServer implements AutoCloseable {

    /** A request as it came. */
    record Request(String method, String path, String body, String idempotencyKey, String authorization) {}

    private static final Set<String> NOT_NOTED = Set.of("/api/v1/connectors", "/api/v1/paths", "/api/v1/me");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Queue<Answer>> once = new ConcurrentHashMap<>();
    private final AtomicInteger brokenStreams = new AtomicInteger();

    private record Answer(int status, String type, String body) {}

    ApiServer(List<String> events) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        String last = events.getLast();
        answer("GET /q/health/ready", 200, "application/json", "{\"status\":\"UP\"}");
        answer("POST /api/v1/migrations", 201, "application/json", "{}");
        answer("POST /api/v1/migrations/my-move/executions", 202, "application/json", events.getFirst());
        answer("GET /api/v1/executions", 200, "application/json", "[" + last + "]");
        answer("GET /api/v1/executions/e-1", 200, "application/json", last);
        answer("POST /api/v1/executions/e-1/stop", 202, "application/json", "");
        answer("GET /api/v1/executions/e-1/report", 200, "text/html", "<html>the report</html>");
        answer("GET /api/v1/connectors", 200, "application/json", Shipped.connectors());
        answer("GET /api/v1/me", 200, "application/json", "{\"name\":\"ann\",\"role\":\"administrator\"}");
        answer("GET /api/v1/paths", 200, "application/json", Shipped.PATHS);
        server.createContext("/", this::handle);
        server.createContext("/api/v1/executions/e-1/events", exchange -> stream(exchange, events));
        server.start();
    }

    /** From now on, requests of this kind ({@code GET /path}) are answered so. */
    void answer(String request, int status, String type, String body) {
        answers.put(request, new Answer(status, type, body));
    }

    /** The next request of this kind is answered so, before those that {@link #answer} gives. */
    void answerOnce(String request, int status, String type, String body) {
        once.computeIfAbsent(request, r -> new ConcurrentLinkedQueue<>()).add(new Answer(status, type, body));
    }

    void problem(String request, int status, String body) {
        answer(request, status, "application/problem+json", body);
    }

    /** The next streams of events break after their first event. */
    void breakStreams(int count) {
        brokenStreams.set(count);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Request> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String kind = note(exchange);
            Answer first =
                    once.getOrDefault(kind, new ConcurrentLinkedQueue<>()).poll();
            Answer answer = first != null
                    ? first
                    : kind.startsWith("PUT /api/v1/secrets/")
                            ? new Answer(204, "application/json", "")
                            : answers.getOrDefault(
                                    kind,
                                    new Answer(
                                            404,
                                            "application/problem+json",
                                            "{\"title\":\"There is no such thing.\"}"));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private void stream(HttpExchange exchange, List<String> events) throws IOException {
        note(exchange);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        boolean broken = brokenStreams.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        String text = String.join(
                "",
                events.stream()
                        .map(e -> "event: execution\ndata: " + e + "\n\n")
                        .toList());
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (broken) {
            // Fewer bytes than announced: the connection is cut in the middle of an event.
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
            throw new UncheckedIOException(new IOException("the stream breaks"));
        }
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String note(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String key = exchange.getRequestHeaders()
                .getOrDefault("Idempotency-Key", List.of(""))
                .getFirst();
        String token = exchange.getRequestHeaders()
                .getOrDefault("Authorization", List.of(""))
                .getFirst();
        if (!NOT_NOTED.contains(path)) {
            requests.add(new Request(exchange.getRequestMethod(), path, body, key, token));
        }
        return exchange.getRequestMethod() + " " + path;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
