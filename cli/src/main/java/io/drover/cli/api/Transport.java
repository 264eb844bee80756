package io.drover.cli.api;

import io.drover.api.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Requests to one server: the token, the time limits, and answers that are errors made exceptions. */
final class Transport implements AutoCloseable {

    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIME_TO_CONNECT)
            .build();
    private final URI server;
    private final Optional<String> token;

    Transport(URI server, Optional<String> token) {
        this.server = server;
        this.token = token;
    }

    URI server() {
        return server;
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(resolve(path)).timeout(TIME_TO_ANSWER);
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    /** The address of a path of the API; a path that is an address already stays as it is. */
    URI resolve(String path) {
        return path.startsWith("/") ? URI.create(stripSlash(server.toString()) + path) : URI.create(path);
    }

    /** The answer's body as text. */
    String send(HttpRequest.Builder request) {
        return read(request, body -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Hands the answer's lines over as they arrive. */
    void lines(HttpRequest.Builder request, Consumer<String> consumer) {
        read(request, body -> {
            BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                consumer.accept(line);
            }
            return Boolean.TRUE;
        });
    }

    /** Hands the answer's body to a reader while it arrives. */
    <T> T read(HttpRequest.Builder request, BodyReader<T> reader) {
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() >= 300) {
                    throw new ProblemException(problem(response.statusCode(), body.readAllBytes()));
                }
                return reader.read(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(server, e);
        } catch (IOException e) {
            throw new UnreachableException(server, e);
        }
    }

    /** What is done with the body of an answer. */
    interface BodyReader<T> {
        T read(InputStream body) throws IOException;
    }

    private static Problem problem(int status, byte[] body) {
        try {
            Problem problem = ApiJson.MAPPER.readValue(body, Problem.class);
            if (problem != null) {
                return new Problem(problem.type(), problem.title(), status, problem.detail(), problem.violations());
            }
        } catch (IOException e) {
            // Not a problem document: a proxy's page, or another program on that port. The status says enough.
        }
        return new Problem("about:blank", "HTTP", status, "The server answered with status " + status + ".", List.of());
    }

    private static String stripSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
