package io.drover.connectors.zephyr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.drover.spi.Connection;
import io.drover.spi.Meter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A small project of Zephyr Scale whose answers a test changes one by one. It knows no request but the documented ones. */
final class FakeZephyr implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    /** An answer in the place of the right one. */
    record Answer(int status, String body) {
        static Answer html(int status) {
            return new Answer(status, "<html><title>Log in</title><body>no entry</body></html>");
        }
    }

    private static final Pattern KNOWN = Pattern.compile("/healthcheck|/projects/ODD|/folders|/priorities(/[^/]+)?"
            + "|/statuses(/[^/]+)?|/testcases(/nextgen|/[^/]+(/(links|versions|testscript|teststeps|attachments))?)?");

    private final HttpServer server;
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    final List<String> seen = new CopyOnWriteArrayList<>();
    final List<String> unknown = new CopyOnWriteArrayList<>();
    final List<JsonNode> cases = new ArrayList<>();
    final List<JsonNode> folders = new ArrayList<>();
    final Map<String, List<JsonNode>> steps = new ConcurrentHashMap<>();
    final Map<String, String> scripts = new ConcurrentHashMap<>();
    final Map<String, String> attachments = new ConcurrentHashMap<>();
    final Map<String, Integer> versions = new ConcurrentHashMap<>();
    FakePages pages = new FakePages();

    FakeZephyr() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /** {@code count} cases with a step each, ODD-T1 and on, ids from 101. */
    FakeZephyr withCases(int count) {
        for (int i = 1; i <= count; i++) {
            cases.add(listed(i, "{}"));
        }
        return this;
    }

    /** Answers every request whose path and query match with something else. */
    void answer(String regex, Answer answer) {
        answers.put(regex, answer);
    }

    static JsonNode listed(int number, String changes) {
        ObjectNode node = (ObjectNode) json("""
                {"id":%d,"key":"ODD-T%d","name":"Case %d","objective":null,"precondition":null,"estimatedTime":null,
                 "labels":[],"component":null,"priority":{"id":1},"status":{"id":11},"folder":{"id":7},"owner":null,
                 "testScript":{"self":"https://other.example/v2/testcases/ODD-T%d/teststeps"},"customFields":{},
                 "links":{"issues":[],"webLinks":[]}}""".formatted(100 + number, number, number, number));
        node.setAll((ObjectNode) json(changes));
        return node;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    ObjectNode settings() {
        ObjectNode settings =
                Zephyrs.settings("http://127.0.0.1:" + server.getAddress().getPort(), "ODD");
        settings.withObjectProperty("http").put("patienceMs", 60).put("firstBackoffMs", 2);
        return settings;
    }

    Connection connection() {
        return connection(settings());
    }

    Connection connection(ObjectNode settings) {
        return Zephyrs.connection(settings, "token-" + System.identityHashCode(this), Meter.NONE);
    }

    long asked(String regex) {
        return seen.stream().filter(Pattern.compile(regex).asPredicate()).count();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestURI().toString();
        seen.add(asked);
        if (!KNOWN.matcher(exchange.getRequestURI().getRawPath()).matches()) {
            unknown.add(asked);
        }
        Answer answer = answers.entrySet().stream()
                .filter(one -> Pattern.compile(one.getKey()).matcher(asked).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> right(
                        exchange.getRequestURI().getPath(),
                        query(Objects.requireNonNullElse(
                                exchange.getRequestURI().getRawQuery(), ""))));
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer right(String path, Map<String, String> query) {
        Matcher ofCase = Pattern.compile("/testcases/([^/]+)(?:/(.+))?").matcher(path);
        return switch (path) {
            case "/healthcheck" -> new Answer(200, "");
            case "/projects/ODD" -> new Answer(200, "{\"id\":5,\"key\":\"ODD\",\"enabled\":true}");
            case "/folders" -> pages.byOffset(folders, query);
            case "/priorities" -> pages.byOffset(List.of(json("{\"id\":1,\"name\":\"High\"}")), query);
            case "/statuses" -> pages.byOffset(List.of(json("{\"id\":11,\"name\":\"Draft\"}")), query);
            case "/testcases" -> pages.byOffset(cases, query);
            case "/testcases/nextgen" -> pages.byCursor(cases, query);
            default -> ofCase.matches() ? ofCase(ofCase.group(1), String.valueOf(ofCase.group(2)), query) : none();
        };
    }

    private Answer ofCase(String key, String what, Map<String, String> query) {
        JsonNode listed = cases.stream()
                .filter(c -> c.path("key").asText().equals(key))
                .findFirst()
                .orElse(null);
        if (listed == null) {
            return none();
        }
        return switch (what) {
            case "null" -> new Answer(200, listed.toString());
            case "teststeps" ->
                scripts.containsKey(key)
                        ? new Answer(422, "{\"errorCode\":422,\"message\":\"use the testscript endpoint\"}")
                        : pages.byOffset(
                                steps.getOrDefault(
                                        key,
                                        List.of(json("{\"inline\":{\"description\":\"Do it\"},\"testCase\":null}"))),
                                query);
            case "testscript" ->
                scripts.containsKey(key)
                        ? new Answer(200, Objects.requireNonNull(scripts.get(key)))
                        : new Answer(422, "{\"errorCode\":422,\"message\":\"use the teststeps endpoint\"}");
            case "attachments" ->
                attachments.containsKey(key)
                        ? new Answer(200, Objects.requireNonNull(attachments.get(key)))
                        : new Answer(404, "{\"errorCode\":404,\"message\":\"no attachment metadata\"}");
            case "versions" -> {
                int count = versions.getOrDefault(key, 1);
                yield new Answer(
                        200,
                        "{\"startAt\":0,\"maxResults\":1,\"total\":" + count + ",\"isLast\":" + (count < 2)
                                + ",\"values\":[{\"id\":1}]}");
            }
            default -> none();
        };
    }

    private static Answer none() {
        return new Answer(404, "{\"errorCode\":404,\"message\":\"not found\"}");
    }

    private static Map<String, String> query(String query) {
        return Pattern.compile("&")
                .splitAsStream(query)
                .filter(pair -> pair.contains("="))
                .collect(Collectors.toMap(pair -> pair.split("=", 2)[0], pair -> pair.split("=", 2)[1]));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
