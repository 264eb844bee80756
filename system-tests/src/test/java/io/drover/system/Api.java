package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The REST API as any client sees it. */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Function<String, URI> at;
    private final String token;

    Api(Function<String, URI> at, String token) {
        this.at = at;
        this.token = token;
    }

    /** What came back. */
    static final class Answer {

        private final int status;
        private final String type;
        private final byte[] body;

        private Answer(int status, String type, byte[] body) {
            this.status = status;
            this.type = type;
            this.body = body;
        }

        int status() {
            return status;
        }

        /** The content type, empty when there is none. */
        String type() {
            return type;
        }

        byte[] body() {
            return body.clone();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return parse(text());
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    /** @param path after {@code /api/v1} */
    Answer get(String path) {
        return get(path, "*/*");
    }

    Answer get(String path, String accept) {
        return send(request(path).header("Accept", accept).GET());
    }

    Answer post(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    /** Stores a secret for a connector at these addresses. */
    void secret(String name, String value, String connector, String... addresses) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("value", value).put("connector", connector);
        List.of(addresses).forEach(body.putArray("addresses")::add);
        Answer answer = put("/secrets/" + name, body.toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    /** Stores a secret for one side of a migration, as it is defined so far. */
    void secretOf(JsonNode side, String name, String value) {
        secret(
                name,
                value,
                side.path("connector").asText(),
                side.at("/settings/baseUrl").asText());
    }

    Answer put(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer define(JsonNode migration) {
        return post("/migrations", migration.toString());
    }

    /** Defines the migration, executes it and waits until the execution ended. */
    Execution run(JsonNode migration) {
        Answer defined = define(migration);
        assertThat(defined.status()).as(defined.text()).isIn(200, 201);
        return awaitEnd(begin(migration.path("name").asText()));
    }

    /** Begins an execution and answers its id. */
    String begin(String migration) {
        Answer begun = post("/migrations/" + migration + "/executions", "");
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        return begun.json().path("id").asText();
    }

    Answer begin(String migration, String idempotencyKey) {
        return send(request("/migrations/" + migration + "/executions")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.noBody()));
    }

    Execution execution(String id) {
        Answer answer = get("/executions/" + id);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return new Execution(answer.json());
    }

    Execution awaitEnd(String id) {
        return await("the end of execution " + id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(150))
                .until(() -> execution(id), execution -> !execution.state().equals("RUNNING"));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at.apply("/api/v1" + path)).timeout(Duration.ofMinutes(1));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(response.statusCode(), type, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
