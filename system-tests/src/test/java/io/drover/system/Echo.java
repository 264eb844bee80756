package io.drover.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Stands before a system, and answers some requests itself: with all that it was sent to prove who asks, in each form that there is. The
 * rest it hands on.
 */
final class Echo implements AutoCloseable {

    private static final Set<String> NOT_HANDED_ON =
            Set.of("host", "content-length", "connection", "upgrade", "http2-settings", "transfer-encoding");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final URI behind;
    private final AtomicInteger answered = new AtomicInteger();
    private volatile Pattern which = Pattern.compile("nothing");
    private volatile int status = 400;
    private volatile String type = "application/json";
    private volatile int every = 1;
    private final AtomicInteger matched = new AtomicInteger();

    /** @param behind a system's address without path */
    Echo(URI behind) throws IOException {
        this.behind = behind;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The address of what stands behind, as it is here. */
    String url(String address) {
        URI uri = URI.create(address);
        return "http://127.0.0.1:" + server.getAddress().getPort() + uri.getRawPath();
    }

    /** From now on, it answers each {@code n}-th of requests like {@code GET /path} itself. */
    void answer(String requests, int withStatus, String ofType, int n) {
        which = Pattern.compile(requests);
        status = withStatus;
        type = ofType;
        every = n;
    }

    /** It hands on everything. */
    void beStill() {
        answer("^nothing", 400, "text/plain", 1);
    }

    /** How many it answered itself. */
    int answered() {
        return answered.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            if (which.matcher(request).find() && matched.incrementAndGet() % every == 0) {
                repeat(exchange);
            } else {
                handOn(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat(HttpExchange exchange) throws IOException {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        List<String> forms = SecretForms.of(header.substring(header.indexOf(' ') + 1));
        Collections.rotate(forms, answered.getAndIncrement());
        String said = "you sent " + header + " which is " + String.join(" and ", forms);
        String text =
                switch (type) {
                    case "application/json" ->
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("message", said)
                                .put("version", said)
                                .put("name", said)
                                .put("id", 7)
                                .toString();
                    case "text/html" -> "<html><head><title>" + forms.getFirst() + "</title></head>" + said + "</html>";
                    default -> said;
                };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Location", "/" + forms.get(2));
        exchange.getResponseHeaders().set("Server", forms.get(5));
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void handOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        behind.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_HANDED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        answer.headers().firstValue("Content-Type").ifPresent(value -> exchange.getResponseHeaders()
                .set("Content-Type", value));
        boolean empty = answer.body().length == 0;
        exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
        if (!empty) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
        threads.close();
    }
}
