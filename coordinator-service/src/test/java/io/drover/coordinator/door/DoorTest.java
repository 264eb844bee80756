package io.drover.coordinator.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with one route, which tells the type of the body that comes to it, and the door before it; requests as bytes, as no client would send them. */
@TestInstance(Lifecycle.PER_CLASS)
class DoorTest {

    private static final String TOKEN = "0123456789abcdefghijklmnopqrstuv";
    private static final String BEARER = "Authorization: Bearer " + TOKEN;

    private static final Pattern WHOLE = Pattern.compile("(?is)content-length: (\\d+)\r\n(?:.*?\r\n)?\r\n");
    private static final int PATIENCE_MS = 10_000;

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        ApiToken token = ApiToken.read(Optional.of(Files.writeString(folder.resolve("token"), TOKEN)));
        Router router = Router.router(vertx);
        ApiHosts hosts = new ApiHosts(List.of(" Drover.example ", "proxy.example:8443", ""));
        Callers callers = new Callers(token, "administrator", new TokensInMemory(Map.of()), Optional.empty(), vertx);
        DoorFigures figures = new DoorFigures(new SimpleMeterRegistry());
        router.route().handler(new Door(hosts, callers, TestLimits.WIDE, figures));
        router.route().handler(context -> context.response()
                .end("reached " + context.request().getHeader("Content-Type")));
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterAll
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebind.evil.example:PORT",
                "evil.example",
                "localhost.evil.example:PORT",
                "localhost",
                "localhost:1",
                "127.0.0.1:1",
                "127.0.0.1",
                "127.0.0.2:PORT",
                "0.0.0.0:PORT",
                "2130706433:PORT",
                "127.1:PORT",
                "localhost.:PORT",
                "proxy.example",
                "proxy.example:1",
                "drover.example.evil.example",
                "[::2]:PORT",
                ""
            })
    void a_name_that_is_not_this_apis_is_refused_with_421(String host) throws IOException {
        String answer = send("GET /api/v1/secrets HTTP/1.1", "Host: " + atPort(host), BEARER);

        assertThat(answer).startsWith("HTTP/1.1 421 ").contains("application/problem+json", "drover.api.hosts");
        assertThat(answer).doesNotContain("reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:PORT",
                "localhost:PORT",
                "LOCALHOST:PORT",
                "[::1]:PORT",
                "drover.example",
                "DROVER.example:444",
                "proxy.example:8443"
            })
    void its_own_names_are_let_through(String host) throws IOException {
        assertThat(send("GET /api/v1/secrets HTTP/1.1", "Host: " + atPort(host), BEARER))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void no_name_and_two_names_are_refused_with_421() throws IOException {
        assertThat(send("GET /q/health HTTP/1.0")).startsWith("HTTP/1.0 421 ");
        assertThat(send("GET /q/health HTTP/1.1", "Host: localhost:" + port, "Host: evil.example"))
                .startsWith("HTTP/1.1 421 ");
    }

    @Test
    void health_is_refused_under_another_name_too() throws IOException {
        assertThat(send("GET /q/health HTTP/1.1", "Host: rebind.evil.example:" + port))
                .startsWith("HTTP/1.1 421 ");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, Origin: http://evil.example",
        "POST, Origin: null",
        "POST, Origin: http://localhost:1",
        "POST, Origin: http://127.0.0.1",
        "PUT, Origin: http://localhost:PORT", // one name of it is not the other
        "DELETE, Origin: http://127.0.0.1:PORT.evil.example",
        "PATCH, Origin: file://",
        "POST, Sec-Fetch-Site: cross-site",
        "POST, Sec-Fetch-Site: same-site",
        "POST, Sec-Fetch-Site: nonsense"
    })
    void a_page_of_another_origin_changes_nothing_also_with_the_token(String method, String header) throws IOException {
        String answer = send(method + " /api/v1/migrations HTTP/1.1", own(), BEARER, atPort(header));

        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("application/problem+json");
        assertThat(answer).doesNotContain("reached");
    }

    @Test
    void a_page_of_its_own_may() throws IOException {
        for (String header : List.of(
                "Origin: http://127.0.0.1:PORT", "Origin: https://127.0.0.1:PORT", "Sec-Fetch-Site: same-origin")) {
            assertThat(send("POST /api/v1/migrations HTTP/1.1", own(), BEARER, atPort(header)))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/secrets",
                "//api/v1/secrets",
                "/%61pi/v1/secrets",
                "/api;x/v1/secrets",
                "/q/../api/v1/secrets",
                "/q/health/../../api/v1/secrets",
                "/q/health/ready;/../../../api/v1/secrets",
                "/q/health/%2e%2e/metrics",
                "/q/anything-that-is-added-later",
                "/favicon.ico"
            })
    void what_is_not_known_to_be_open_wants_the_token(String path) throws IOException {
        String answer = send("GET " + path + " HTTP/1.1", own(), "Authorization: Bearer wrong");

        assertThat(answer)
                .startsWith("HTTP/1.1 401 ")
                .containsIgnoringCase("www-authenticate: Bearer")
                .contains("Authorization: Bearer");
        assertThat(answer).doesNotContain("reached");
    }

    @Test
    void health_figures_and_the_description_are_open_for_reading_only() throws IOException {
        for (String path : List.of("/q/health/live", "/q/metrics", "/q/openapi?format=json")) {
            assertThat(send("GET " + path + " HTTP/1.1", own())).startsWith("HTTP/1.1 200 ");
            assertThat(send("POST " + path + " HTTP/1.1", own())).startsWith("HTTP/1.1 401 ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type: text/plain, 4",
        "Content-Type: application/x-www-form-urlencoded, 0",
        "Content-Type: multipart/form-data; boundary=x, 4",
        "Content-Type: application/jsonp, 4",
        "Content-Type: , 4",
        "X-No: type, 4"
    })
    void a_form_or_a_text_is_refused_with_415(String type, int length) throws IOException {
        String answer = send(
                "POST /api/v1/migrations HTTP/1.1",
                own(),
                BEARER,
                type,
                "Content-Length: " + length,
                "",
                "null".substring(0, length));

        assertThat(answer).startsWith("HTTP/1.1 415 ").contains("application/json");
        assertThat(answer).doesNotContain("reached");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/migrations, 1048577", "/api/v1/secrets/x, 65537", "/api/v1/executions/x/consent, 65537"})
    void a_body_that_is_too_long_is_refused_with_413_before_it_comes(String path, long length) throws IOException {
        String type = "Content-Type: application/json";

        assertThat(send("POST " + path + " HTTP/1.1", own(), BEARER, type, "Content-Length: " + length, "", "{"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void a_body_of_unknown_length_without_a_type_is_refused_with_415() throws IOException {
        assertThat(send(
                        "POST /api/v1/migrations HTTP/1.1",
                        own(),
                        BEARER,
                        "Transfer-Encoding: chunked",
                        "",
                        "2\r\n{}\r\n0",
                        ""))
                .startsWith("HTTP/1.1 415 ");
    }

    @Test
    void json_and_nothing_at_all_are_let_through_and_nothing_is_no_json() throws IOException {
        assertThat(send(
                        "POST / HTTP/1.1",
                        own(),
                        BEARER,
                        "Content-Type: Application/JSON; charset=utf-8",
                        "Content-Length: 2",
                        "",
                        "{}"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(send("POST / HTTP/1.1", own(), BEARER)).endsWith("reached application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api HTTP/1.1", "GET /q/health HTTP/1.1", "POST /refused HTTP/1.1"})
    void each_answer_tells_browsers_and_caches_to_do_nothing_with_it(String request) throws IOException {
        String answer = send(request, own());

        assertThat(answer.lines().map(line -> line.toLowerCase(java.util.Locale.ROOT)))
                .contains(
                        "x-content-type-options: nosniff",
                        "cache-control: no-store",
                        "referrer-policy: no-referrer",
                        "x-frame-options: deny",
                        "cross-origin-resource-policy: same-origin")
                .anyMatch(line -> line.startsWith("content-security-policy: default-src 'none'")
                        && line.contains("frame-ancestors 'none'"));
    }

    private String own() {
        return "Host: 127.0.0.1:" + port;
    }

    private String atPort(String text) {
        return text.replace("PORT", String.valueOf(port));
    }

    /** @param lines the request's; an empty one ends its headers, otherwise the last does */
    private String send(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head = String.join("\r\n", lines);
            String request = head.contains("\r\n\r\n") ? head : head + "\r\n\r\n";
            socket.getOutputStream()
                    .write(request.replaceFirst("\r\n", "\r\nConnection: close\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return answer(socket);
        }
    }

    /** As far as its length says: a server that was promised more of a body does not close the connection. */
    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        StringBuilder answer = new StringBuilder();
        byte[] some = new byte[8192];
        for (int read = socket.getInputStream().read(some);
                read >= 0;
                read = socket.getInputStream().read(some)) {
            answer.append(new String(some, 0, read, StandardCharsets.ISO_8859_1));
            Matcher whole = WHOLE.matcher(answer);
            if (whole.find() && answer.length() - whole.end() >= Integer.parseInt(whole.group(1))) {
                break;
            }
        }
        return answer.toString();
    }
}
