package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operation of the OpenAPI document is asked as attackers ask; with the token, so that nothing but the door refuses. */
class ClosedDoorTest {

    private static final String JSON = "Content-Type: application/json";

    private final Installation installation;
    private final RawHttp http;

    ClosedDoorTest() throws IOException {
        installation = Installation.shared();
        http = new RawHttp(installation.address(), installation.apiToken());
    }

    static Stream<OpenApiDocument.Operation> each() throws IOException {
        return OpenApiDocument.read().operations().stream();
    }

    static Stream<OpenApiDocument.Operation> changing() throws IOException {
        return each().filter(Predicate.not(operation -> operation.method().equals("GET")));
    }

    static Stream<OpenApiDocument.Operation> named() throws IOException {
        return each().filter(operation ->
                operation.path().contains("{") && !operation.path().contains("{partition}"));
    }

    @ParameterizedTest
    @MethodSource("each")
    void a_name_that_was_rebound_to_this_machine_is_refused(OpenApiDocument.Operation operation) throws IOException {
        String port = ":" + installation.address().getPort();

        RawHttp.Answer answer =
                http.send(operation.method(), path(operation), "{}", JSON, "Host: rebind.evil.example" + port);

        assertThat(answer.status()).isEqualTo(421);
        assertProblem(answer);
    }

    @ParameterizedTest
    @MethodSource("changing")
    void a_page_of_another_origin_is_refused(OpenApiDocument.Operation operation) throws IOException {
        for (String header : List.of(
                "Origin: http://evil.example",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site")) {
            RawHttp.Answer answer = http.send(operation.method(), path(operation), "{}", JSON, header);

            assertThat(answer.status()).as(header).isEqualTo(403);
            assertProblem(answer);
        }
    }

    @ParameterizedTest
    @MethodSource("changing")
    void what_a_form_or_a_no_cors_fetch_sends_is_refused(OpenApiDocument.Operation operation) throws IOException {
        for (String type : List.of(
                "Content-Type: text/plain",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: multipart/form-data; boundary=x",
                "X-No: content type at all")) {
            RawHttp.Answer answer = http.send(operation.method(), path(operation), "{\"value\": \"x\"}", type);

            assertThat(answer.status()).as(type).isEqualTo(415);
            assertProblem(answer);
        }
    }

    @Test
    void a_body_that_does_not_tell_its_length_is_no_longer_than_another() throws Exception {
        byte[] body = ("{\"value\": \"" + "x".repeat(70_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(installation.address() + "/api/v1/secrets/chunked"))
                                .header("Authorization", "Bearer " + installation.apiToken())
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        assertThat(answer.body()).contains("/problems/too-long");
    }

    @ParameterizedTest
    @MethodSource("named")
    void nul_and_escape_in_a_name_are_refused_with_the_field(OpenApiDocument.Operation operation) throws IOException {
        for (String character : List.of("%00", "a%1b%5b2J", "%c2%9b")) {
            String path = "/api/v1"
                    + operation.path().replaceFirst("\\{\\w+}", character).replaceAll("\\{\\w+}", "x");

            RawHttp.Answer answer = http.send(operation.method(), path, "{}", JSON, "Accept: */*");

            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertProblem(answer);
            assertThat(Api.parse(answer.body()).at("/violations/0/field").asText())
                    .isEqualTo(operation.path().replaceFirst(".*?\\{(\\w+)}.*", "$1"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /executions/x/resume | {\"by\": \"a\\u0000\", \"reason\": \"r\", \"challenge\": \"c\", \"typed\": \"t\"} | by",
                "POST | /executions/x/resume | {\"by\": \"a\", \"reason\": \"\\u001b[2J\", \"challenge\": \"c\", \"typed\": \"t\"} | reason",
                "POST | /executions/x/consent | {\"challenge\": \"c\", \"typed\": \"t\\nu\"} | typed",
                "POST | /executions/x/consent | {\"by\": \"a\\tb\", \"challenge\": \"c\", \"typed\": \"t\"} | by",
                "POST | /executions/x/steps/y/confirm | {\"by\": \"a\", \"seen\": \"\\u0000\"} | seen",
                "POST | /migrations | {\"name\": \"a\\u0000b\", \"recipe\": \"r\"} | name",
                "POST | /migrations | {\"name\": \"a\", \"source\": {\"settings\": {\"baseUrl\": \"\\u0000\"}}} | source.settings.baseUrl",
                "POST | /migrations | {\"name\": \"a\", \"mapping\": {\"x\": [\"\\u0000\"]}} | mapping.x.[0]",
                "PUT | /secrets/x | {\"value\": \"a\\u0000\"} | value",
                "GET | /executions/x/findings?step=%00 |  | step",
                "GET | /executions/x/findings?code=%1b |  | code"
            })
    void a_control_character_is_refused_with_the_field(String method, String path, String body, String field)
            throws IOException {
        RawHttp.Answer answer = http.send(method, "/api/v1" + path, body == null ? "" : body, JSON);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(Api.parse(answer.body()).at("/violations/0/field").asText())
                .as(answer.body())
                .isEqualTo(field);
        assertProblem(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0001", "a\u001b[2Jb", "a\u007f"})
    void a_control_character_in_a_header_is_refused_with_its_name(String key) throws IOException {
        RawHttp.Answer answer = http.send("POST", "/api/v1/migrations/x/executions", "", "Idempotency-Key: " + key);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": 1, \"recipe\": [], \"source\": 3}",
                "{\"name\": \"a\", \"source\": []}",
                "{\"name\": \"a\", \"source\": {\"settings\": \"x\"}}",
                "{\"name\": \"a\", \"source\": {\"secrets\": []}}",
                "{\"name\": \"a\", \"options\": {\"batchSize\": \"many\"}}",
                "{\"name\": \"a\", \"options\": {\"batchSize\": 99999999999999999999}}",
                "{\"name\": \"a\", \"options\": {\"window\": {}}}",
                "{\"name\": {\"a\": 1}}",
                "[[[]]]",
                "{} {}",
                "\u0000",
                "{\"a\": 1e999999999}"
            })
    void nonsense_is_answered_without_anything_of_what_is_inside(String body) throws IOException {
        assertProblem(http.send("POST", "/api/v1/migrations", body, JSON));
        assertProblem(http.send("POST", "/api/v1/executions/x/consent", body, JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/executions/%ff%fe",
                "/api/v1/executions/x/report?x=%00",
                "/api/v1/dead-letters/x/y/replay",
                "/api/v1/executions/../../etc/passwd",
                "/api/v1/executions/%2e%2e%2fx",
                "/api/v1/migrations/'%3bdrop%20table--",
                "/api/v1/nothing"
            })
    void an_odd_path_is_answered_without_anything_of_what_is_inside(String path) throws IOException {
        assertProblem(http.send("GET", path, ""));
    }

    /** Of the client's making, as a problem, with no class, stack or statement in it. */
    private static void assertProblem(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).as(answer.head()).startsWith("application/problem+json");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(answer.body())
                .doesNotContain(
                        "io.drover", "java.", "Exception", "\tat ", "ObjectNode", "Hibernate", "SQL", "LinkedHashMap")
                .doesNotContainIgnoringCase("select ");
    }

    private static String path(OpenApiDocument.Operation operation) {
        return "/api/v1"
                + operation
                        .path()
                        .replace("{partition}", "0")
                        .replace("{offset}", "1")
                        .replaceAll("\\{\\w+}", "x");
    }
}
