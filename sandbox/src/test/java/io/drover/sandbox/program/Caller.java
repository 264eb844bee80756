package io.drover.sandbox.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a sandbox as a connector would. */
final class Caller implements AutoCloseable {

    record Reply(int status, String text, HttpHeaders headers) {
        JsonNode json() {
            try {
                return text.startsWith("{") || text.startsWith("[")
                        ? new ObjectMapper().readTree(text)
                        : MissingNode.getInstance();
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        String message() {
            return json().path("message").asText();
        }
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final RunningSandbox sandbox;

    Caller(RunningSandbox sandbox) {
        this.sandbox = sandbox;
    }

    Reply zephyr(String path) {
        return send(
                "GET",
                ZephyrLookAlike.in(sandbox).url() + path,
                "Bearer " + ZephyrLookAlike.in(sandbox).token(),
                "");
    }

    /** @param path below the project */
    Reply qtest(String method, String path, String body) {
        return send(
                method,
                qtestProject() + path,
                "bearer " + QTestLookAlike.in(sandbox).token(),
                body);
    }

    Reply qtest(String path) {
        return qtest("GET", path, "");
    }

    String qtestProject() {
        return QTestLookAlike.in(sandbox).url() + "/api/v3/projects/1";
    }

    Reply admin(String method, String path, String body) {
        return send(method, sandbox.adminUrl() + path, "", body);
    }

    /** @param authorization empty for none */
    Reply send(String method, String address, String authorization, String body) {
        try {
            return sendOrFail(method, address, authorization, body, Duration.ofSeconds(20));
        } catch (IOException e) {
            throw new AssertionError(method + " " + address + " got no answer", e);
        }
    }

    Reply sendOrFail(String method, String address, String authorization, String body, Duration timeout)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        // the client's own timeout ends with the headers; a stalled body needs one around everything
        CompletableFuture<HttpResponse<String>> reply =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
        try {
            HttpResponse<String> response = reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), response.body(), response.headers());
        } catch (TimeoutException e) {
            reply.cancel(true);
            throw new HttpTimeoutException("no whole answer within " + timeout);
        } catch (ExecutionException e) {
            throw new IOException("no whole answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
