package io.drover.system;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.drover.sandbox.RunningSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page in a real browser can do to the API; left out where there is no Chromium. */
class BrowserTest {

    private final Installation installation;
    private final Browser browser;
    private final List<HttpServer> servers = new ArrayList<>();
    private List<String> before = List.of();

    BrowserTest(@TempDir Path folder) throws IOException {
        Browser found = Browser.find(folder).orElse(null);
        assumeTrue(found != null, "there is no Chromium on the path");
        browser = requireNonNull(found);
        installation = Installation.shared();
    }

    @BeforeEach
    void look() {
        before = held();
    }

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void a_page_of_another_port_can_neither_send_nor_read_anything() throws Exception {
        String page = """
                <!doctype html><title>evil</title><pre id="seen"></pre>
                <form id="form" method="post" enctype="text/plain" target="frame" action="API/api/v1/migrations">
                <input name='{"name": "stolen", "x": "' value='"}'></form><iframe name="frame"></iframe>
                <script>
                const api = "API", token = "Bearer TOKEN", seen = [];
                async function attempt(what, request) {
                  try { const answer = await request(); seen.push(what + " " + answer.type + " " + answer.status); }
                  catch (e) { seen.push(what + " failed"); }
                }
                (async () => {
                  await attempt("own", () => fetch("/own"));
                  await attempt("blob", () => fetch(api + "/api/v1/migrations",
                      {method: "POST", mode: "no-cors", body: new Blob(["{}"])}));
                  await attempt("empty", () => fetch(api + "/api/v1/migrations/x/executions", {method: "POST", mode: "no-cors"}));
                  await attempt("read", () => fetch(api + "/api/v1/secrets"));
                  await attempt("read-with-token", () => fetch(api + "/api/v1/secrets", {headers: {Authorization: token}}));
                  await attempt("put-with-token", () => fetch(api + "/api/v1/secrets/stolen", {method: "PUT",
                      headers: {Authorization: token, "Content-Type": "application/json"}, body: '{"value": "x"}'}));
                  await attempt("health", () => fetch(api + "/q/health"));
                  document.getElementById("form").submit();
                  document.getElementById("seen").textContent = seen.join("\\n");
                })();
                </script>""".replace("API", installation.address().toString()).replace("TOKEN", installation.apiToken());

        Browser.Visit visit = browser.visit(serve(page) + "/", "");

        assertThat(visit.document())
                .as("the page ran, and saw nothing of the API")
                .contains("own basic 200", "blob failed", "empty failed", "read failed")
                .contains("read-with-token failed", "put-with-token failed", "health failed");
        assertThat(held()).isEqualTo(before);
    }

    @Test
    void a_page_whose_name_was_rebound_to_the_api_reads_nothing_of_it() throws Exception {
        String own = installation.address().toString() + "/q/health";
        String rebound = own.replace("127.0.0.1", "rebind.test");

        assertThat(browser.visit(own, "").document()).contains("\"status\"", "UP");
        assertThat(browser.visit(rebound, "MAP rebind.test 127.0.0.1").document())
                .contains("other-host")
                .doesNotContain("UP");
    }

    @Test
    void the_report_is_shown_whole_by_a_browser_under_the_headers_of_the_api() throws Exception {
        String path;
        try (RunningSandbox sandbox = Sandboxes.generated(5, 1)) {
            Api api = installation.api();
            path = "/api/v1/executions/"
                    + api.run(Migrations.define(api, sandbox, "in-a-browser", Migrations.GENERATED))
                            .id()
                    + "/report";
        }
        String proxy = proxy();

        Browser.Visit closed = browser.visit(proxy + path + "?without-styles", "");
        assertThat(closed.said()).as("a browser tells what it leaves out").contains("Content Security Policy");
        Browser.Visit visit = browser.visit(proxy + path, "");

        assertThat(visit.document()).contains("in-a-browser", "migration report");
        assertThat(visit.said()).doesNotContain("Content Security Policy", "violates");
    }

    /** All that an attack would have changed. */
    private List<String> held() {
        Api api = installation.api();
        return List.of(
                api.get("/secrets").text(),
                String.join(" ", api.get("/migrations").json().findValuesAsText("name")),
                String.join(" ", api.get("/executions").json().findValuesAsText("id")));
    }

    private String serve(String page) throws IOException {
        return server(exchange -> answer(exchange, 200, page.getBytes(StandardCharsets.UTF_8), "text/html"));
    }

    /** What stands in front of an API: it sends the token, which a browser does not. */
    private String proxy() throws IOException {
        HttpClient http = HttpClient.newHttpClient();
        return server(exchange -> {
            boolean strict = "without-styles".equals(exchange.getRequestURI().getQuery());
            URI address =
                    installation.address().resolve(exchange.getRequestURI().getPath());
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + installation.apiToken())
                    .header("Accept", "text/html")
                    .build();
            try {
                HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
                Headers headers = exchange.getResponseHeaders();
                answer.headers()
                        .firstValue("Content-Security-Policy")
                        .ifPresent(policy ->
                                headers.set("Content-Security-Policy", strict ? "default-src 'none'" : policy));
                answer(
                        exchange,
                        answer.statusCode(),
                        answer.body(),
                        answer.headers().firstValue("Content-Type").orElse(""));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        });
    }

    private static void answer(HttpExchange exchange, int status, byte[] body, String type) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String server(com.sun.net.httpserver.HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        servers.add(server);
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
