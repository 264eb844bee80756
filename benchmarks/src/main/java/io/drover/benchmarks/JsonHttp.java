package io.drover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Small requests to this machine's servers. */
final class JsonHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    JsonNode get(URI address) {
        try {
            return ApiJson.MAPPER.readTree(send(HttpRequest.newBuilder(address)));
        } catch (IOException e) {
            throw new UncheckedIOException(address + " does not answer as expected", e);
        }
    }

    String text(URI address) {
        try {
            return send(HttpRequest.newBuilder(address));
        } catch (IOException e) {
            throw new UncheckedIOException(address + " does not answer as expected", e);
        }
    }

    void post(URI address) {
        try {
            send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.noBody()));
        } catch (IOException e) {
            throw new UncheckedIOException(address + " does not answer as expected", e);
        }
    }

    void post(URI address, String json) {
        try {
            send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(json)));
        } catch (IOException e) {
            throw new UncheckedIOException(address + " does not answer as expected", e);
        }
    }

    private String send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> answer =
                    http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException("status " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
