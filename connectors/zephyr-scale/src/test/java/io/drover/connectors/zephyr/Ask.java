package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a sandbox past the connector. */
final class Ask {

    private Ask() {}

    static long total(RunningSandbox sandbox, String list, String project) {
        return get(sandbox, "/" + list + "?maxResults=1&folderType=TEST_CASE&projectKey=" + project)
                .path("total")
                .longValue();
    }

    static JsonNode get(RunningSandbox sandbox, String path) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(ZephyrLookAlike.in(sandbox).url() + path))
                .header("Authorization", "Bearer " + ZephyrLookAlike.in(sandbox).token())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return new ObjectMapper()
                    .readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
