package io.drover.sandbox.agola;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Asks a service as a connector or a person with curl would. */
final class Asker implements AutoCloseable {

    static final String STATUS_OFF = "{\"RequestedStatus\":false,\"CurrentStatus\":false}";
    static final String STATUS_COMING = "{\"RequestedStatus\":true,\"CurrentStatus\":false}";
    static final String STATUS_ON = "{\"RequestedStatus\":true,\"CurrentStatus\":true}";

    record Reply(int status, byte[] body, HttpHeaders headers) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** Status, content type, content length and body as the transcripts show them. */
        String summary() {
            return status + "|" + header("Content-Type") + "|" + header("Content-Length") + "|" + text();
        }
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    static ConditionFactory await() {
        return Awaitility.await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(10));
    }

    Reply get(AgolaServer server, String path) throws IOException {
        return send(server, "GET", path, new byte[0]);
    }

    Reply send(AgolaServer server, String method, String path, byte[] body, String... headers) throws IOException {
        return send(server, method, path, HttpRequest.BodyPublishers.ofByteArray(body), headers);
    }

    Reply send(AgolaServer server, String method, String path, HttpRequest.BodyPublisher body, String... headers)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1alpha" + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.body(), response.headers());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    Reply importing(AgolaServer server, byte[] body) throws IOException {
        return send(server, "POST", "/import", body);
    }

    byte[] export(AgolaServer server) throws IOException {
        return get(server, "/export").body();
    }

    /** Enters or leaves maintenance and waits until that is in effect. */
    void maintenance(AgolaServer server, boolean on) throws IOException {
        Reply reply = send(server, on ? "PUT" : "DELETE", "/maintenance", new byte[0]);
        if (reply.status() != 200) {
            throw new AssertionError("maintenance was answered with " + reply.summary());
        }
        await().until(() -> server.maintenanceInEffect() == on && !refused(server));
    }

    boolean refused(AgolaServer server) throws IOException {
        try {
            get(server, "/nonexistent");
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException closedMeanwhile) {
            return refused(server);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
