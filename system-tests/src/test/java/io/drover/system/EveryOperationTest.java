package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Plays each operation of the OpenAPI document, and holds each answer against it. */
class EveryOperationTest {

    /** What needs a guarded execution, a dead letter, or another installation; and where that is played. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("confirmStep 204", "AgolaMigrationTest"),
            Map.entry("getConsent 200", "AgolaMigrationTest"),
            Map.entry("giveConsent 204", "AgolaMigrationTest"),
            Map.entry("getArchive 200", "AgolaMigrationTest"),
            Map.entry("resumeExecution 202", "AgolaTrapsTest"),
            Map.entry("abandonExecution 202", "AgolaTrapsTest"),
            Map.entry("defineMigration 409", "AgolaTrapsTest"),
            Map.entry("stopExecution 409", "AgolaTrapsTest"),
            Map.entry("replayDeadLetter 202", "DeadLetterReplayTest"),
            Map.entry("replayDeadLetter 409", "DeadLetterReplayTest"),
            Map.entry("rotateKey 409", "no installation of ours is without a key"));

    /** Too often, which DoorLimitsTest and WatcherPlacesTest play; and what ends in a log. */
    private static final Pattern UNPLAYED = Pattern.compile(" (429|500|503)$");

    private static final Map<String, String> BODIES = Map.of(
            "putSecret", "{\"value\": \"canary\", \"connector\": \"qtest\", \"addresses\": [\"https://q.example\"]}",
            "createToken", "{\"name\": \"every-operation\", \"role\": \"viewer\"}",
            "confirmStep", "{\"by\": \"administrator\", \"seen\": \"it\"}",
            "giveConsent", "{\"challenge\": \"c\", \"typed\": \"t\"}",
            "resumeExecution", "{\"reason\": \"r\", \"challenge\": \"c\", \"typed\": \"t\"}",
            "abandonExecution", "{\"reason\": \"r\"}");

    /** Of HTTP/2 the client takes an answer that comes before the whole request was sent for a failure. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final OpenApiDocument document;
    private final Installation installation;
    private final String viewer;
    private final Set<String> seen = new TreeSet<>();

    EveryOperationTest() throws Exception {
        document = OpenApiDocument.read();
        installation = Installation.shared();
        viewer = installation.token("viewer of every operation", "viewer");
    }

    @Test
    void every_operation_answers_as_the_document_says_and_has_no_code_that_it_never_answers() throws Exception {
        for (OpenApiDocument.Operation operation : document.operations()) {
            refusals(operation);
        }
        try (RunningSandbox sandbox = Sandboxes.generated(30, 3)) {
            successes(Migrations.define(installation.api(), sandbox, "every-operation", Migrations.GENERATED));
        }

        assertThat(seen)
                .as("played here, and said to be played elsewhere")
                .doesNotContainAnyElementsOf(ELSEWHERE.keySet());
        Set<String> said = document.codes().stream()
                .filter(code -> !UNPLAYED.matcher(code).find() && !ELSEWHERE.containsKey(code))
                .collect(Collectors.toSet());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(said);
    }

    /** Without the token, with a parameter that is not known, of what is not there, and with a body of another type. */
    private void refusals(OpenApiDocument.Operation operation) throws Exception {
        String nothing = operation
                .path()
                .replace("{partition}", "0")
                .replace("{offset}", "999999999")
                .replaceAll("\\{\\w+}", "no-such-thing");
        String body = BODIES.getOrDefault(operation.id(), operation.takesBody() ? "{}" : "");
        assertThat(play(operation, nothing, body, "wrong", "application/json", "*/*"))
                .as(operation.id())
                .isEqualTo(401);
        assertThat(play(operation, nothing + "?nonsense=1", body))
                .as(operation.id())
                .isEqualTo(400);
        if (operation.responses().has("404")) {
            assertThat(play(operation, nothing, body)).as(operation.id()).isEqualTo(404);
        }
        if (!operation.role().equals("viewer")) {
            assertThat(play(operation, nothing, body, viewer, "application/json", "*/*"))
                    .as(operation.id())
                    .isEqualTo(403);
        }
        if (operation.takesBody()) {
            String longer =
                    "{\"x\": \"" + "x".repeat(operation.id().equals("defineMigration") ? 1 << 20 : 64 << 10) + "\"}";
            assertThat(play(operation, nothing, longer)).as(operation.id()).isEqualTo(413);
        }
        assertThat(playRaw(operation, nothing, "Host: evil.example"))
                .as(operation.id())
                .isEqualTo(421);
        if (!operation.method().equals("GET")) {
            assertThat(play(operation, nothing, body, installation.apiToken(), "text/plain", "*/*"))
                    .as(operation.id())
                    .isEqualTo(415);
            assertThat(playRaw(operation, nothing, "Origin: http://evil.example"))
                    .as(operation.id())
                    .isEqualTo(403);
        }
    }

    private void successes(ObjectNode migration) throws Exception {
        String name = migration.path("name").asText();
        play("putSecret", 204, "/secrets/every-operation.more", body("putSecret"));
        play("listSecrets", 200, "/secrets");
        play("whoAmI", 200, "/me");
        play("createToken", 201, "/tokens", body("createToken"));
        play("createToken", 409, "/tokens", body("createToken"));
        play("listTokens", 200, "/tokens");
        play("revokeToken", 204, "/tokens/every-operation", "");
        play("getInstallationAudit", 200, "/audit");
        play("removeSecret", 204, "/secrets/every-operation.more", "");
        play("rotateKey", 200, "/secrets/rotate-key", "");
        play("listConnectors", 200, "/connectors");
        play("listPaths", 200, "/paths");
        play("listDeadLetters", 200, "/dead-letters");
        play("defineMigration", 201, "/migrations", migration.toString());
        play("defineMigration", 200, "/migrations", migration.toString());
        play("listMigrations", 200, "/migrations");
        play("getMigration", 200, "/migrations/" + name);
        play("getPlan", 200, "/migrations/" + name + "/plan");
        play("startExecution", 202, "/migrations/" + name + "/executions", "");
        play("startExecution", 409, "/migrations/" + name + "/executions", "");
        String running =
                installation.api().get("/executions").json().path(0).path("id").asText();
        play("removeMigration", 409, "/migrations/" + name, "");
        play("putSecret", 409, "/secrets/every-operation.qtest?unused=true", body("putSecret"));
        play("removeSecret", 409, "/secrets/every-operation.qtest", "");
        play("getExecution", 200, "/executions/" + running);
        play("stopExecution", 202, "/executions/" + running + "/stop", "");
        play("watchExecution", 200, "/executions/" + running + "/events");
        assertThat(installation.api().awaitEnd(running).state()).isEqualTo("STOPPED");

        String ended =
                installation.api().awaitEnd(installation.api().begin(name)).id();
        String path = "/executions/" + ended;
        play("getExecution", 200, path);
        play("listExecutions", 200, "/executions");
        play("listExecutions", 200, "/executions?checks=false");
        play("watchExecution", 200, path + "/events");
        play("getLog", 200, path + "/log");
        play("getAudit", 200, path + "/audit");
        play("proveAudit", 200, path + "/audit/proof");
        play("getRecords", 200, path + "/records");
        play("listFindings", 200, path + "/findings");
        play("getReport", 200, path + "/report", "", "text/html");
        play("getReport", 200, path + "/report", "", "application/json");
        play("getEvidence", 200, path + "/evidence");
        play("getConsent", 409, path + "/consent");
        play("giveConsent", 409, path + "/consent", body("giveConsent"));
        play("confirmStep", 409, path + "/steps/check/confirm", body("confirmStep"));
        play("resumeExecution", 409, path + "/resume", body("resumeExecution"));
        play("abandonExecution", 409, path + "/abandon", body("abandonExecution"));
        play("removeMigration", 204, "/migrations/" + name, "");
        play("getAudit", 200, path + "/audit");
        assertThat(installation.api().get("/migrations/" + name).status()).isEqualTo(404);
    }

    private static String body(String operation) {
        return Objects.requireNonNull(BODIES.get(operation));
    }

    private void play(String id, int expected, String path, String... bodyAndAccept) throws Exception {
        String body = bodyAndAccept.length > 0 ? bodyAndAccept[0] : "";
        String accept = bodyAndAccept.length > 1 ? bodyAndAccept[1] : "*/*";
        assertThat(play(document.operation(id), path, body, installation.apiToken(), "application/json", accept))
                .as(id)
                .isEqualTo(expected);
    }

    /** With a header that no client lets anybody set. */
    private int playRaw(OpenApiDocument.Operation operation, String path, String header) throws Exception {
        RawHttp.Answer answer = new RawHttp(installation.address(), installation.apiToken())
                .send(operation.method(), "/api/v1" + path, "", header);
        document.assertTells(operation, answer.status(), answer.header("Content-Type"), answer.body());
        seen.add(operation.id() + " " + answer.status());
        return answer.status();
    }

    private int play(OpenApiDocument.Operation operation, String path, String body) throws Exception {
        return play(operation, path, body, installation.apiToken(), "application/json", "*/*");
    }

    private int play(
            OpenApiDocument.Operation operation, String path, String body, String token, String type, String accept)
            throws Exception {
        URI address = installation.service(Program.STANDALONE).uri("/api/v1" + path);
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", type)
                        .header("Accept", accept)
                        .method(operation.method(), BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofByteArray());
        document.assertTells(
                operation,
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(""),
                new String(answer.body(), StandardCharsets.UTF_8));
        seen.add(operation.id() + " " + answer.statusCode());
        return answer.statusCode();
    }
}
