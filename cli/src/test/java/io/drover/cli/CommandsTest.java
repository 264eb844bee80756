package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.api.ApiJson;
import io.drover.cli.view.Terminal;
import io.drover.installation.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    private static final String STEPS = """
            "steps":[{"id":"check","title":"Check","kind":"operation","state":"SUCCESS","reason":null,
             "startedAt":"2026-11-20T10:00:00Z","finishedAt":"2026-11-20T10:00:01Z","expected":0,"phases":{}},
             {"id":"testcases","title":"Test cases","kind":"records","state":"%s","reason":null,
             "startedAt":"2026-11-20T10:00:01Z","finishedAt":null,"expected":5059,
             "phases":{"extract":{"batches":21,"done":21,"running":0,"records":5059}}}]""".replace("\n", "");
    private static final String RUNNING = execution("RUNNING", "null", 0, "null");
    private static final String MIGRATION = """
            name: my-move
            source: {connector: zephyr-scale, baseUrl: "https://zephyr.example/v2", projectKey: MM, token: "${env:Z}"}
            target:
              connector: qtest
              baseUrl: https://qtest.example
              projectId: 7
              token: secret:known
            """;

    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ApiServer server;

    CommandsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.server =
                new ApiServer(List.of(RUNNING, execution("SUCCESS", "null", 0, "\"/api/v1/executions/e-1/report\"")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void run_sends_the_secret_once_then_the_migration_then_starts_it_and_ends_with_one_object() throws IOException {
        int code = drover("run", migration(), "-o", "json");

        assertThat(code).isZero();
        assertThat(server.requests().stream()
                        .map(r -> r.method() + " " + r.path())
                        .limit(5))
                .containsExactly(
                        "GET /api/v1/executions",
                        "PUT /api/v1/secrets/my-move-source-token",
                        "POST /api/v1/migrations",
                        "POST /api/v1/migrations/my-move/executions",
                        "GET /api/v1/executions/e-1/events");
        assertThat(server.requests().get(1).body())
                .isEqualTo(
                        "{\"value\":\"canary-z\",\"connector\":\"zephyr-scale\",\"addresses\":[\"https://zephyr.example/v2\"]}");
        assertThat(server.requests().get(3).idempotencyKey()).isNotBlank();
        JsonNode summary = ApiJson.MAPPER.readTree(out.toString());
        assertThat(summary.propertyStream().map(Map.Entry::getKey))
                .containsExactly("execution", "state", "books", "findings", "durationMs", "report");
        assertThat(summary.at("/books/testcases/loaded").asLong()).isEqualTo(5059);
        assertThat(summary.get("report").asText()).isEqualTo(server.address() + "/api/v1/executions/e-1/report");
        assertThat(err.toString()).contains("Check: SUCCESS");
    }

    @Test
    void a_secret_appears_in_one_request_and_nowhere_else() throws IOException {
        drover("run", migration());

        assertThat(server.requests().stream()
                        .filter(request -> request.toString().contains("canary")))
                .hasSize(1);
        assertThat(out + "" + err).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS, 0, 0",
        "SUCCESS, 2, 4",
        "PARTIAL, 2, 4",
        "PARTIAL, 0, 4",
        "ERROR, 0, 1",
        "STOPPED, 0, 1",
        "HELD, 0, 5"
    })
    void the_exit_code_tells_how_it_ended(String state, long rejected, int expected) throws IOException {
        restart(RUNNING, execution(state, "null", rejected, "null"));

        assertThat(drover("watch", "e-1")).isEqualTo(expected);
    }

    @Test
    void a_failure_that_the_user_can_mend_is_bad_input() throws IOException {
        restart(
                RUNNING,
                execution(
                        "ERROR",
                        "{\"code\":\"UNAUTHORIZED\",\"type\":\"USER\",\"message\":\"The token is refused.\"}",
                        0,
                        "null"));

        assertThat(drover("run", migration())).isEqualTo(2);
        assertThat(out.toString()).contains("The token is refused.");
    }

    @Test
    void a_state_nobody_knows_is_no_success() throws IOException {
        restart(RUNNING, execution("SPLENDID", "null", 0, "null"));

        assertThat(drover("watch", "e-1")).isEqualTo(3);
        assertThat(err.toString()).contains("SPLENDID").contains("different versions");
    }

    @Test
    void a_stream_that_breaks_is_taken_up_again() throws IOException {
        server.breakStreams(1);

        assertThat(drover("run", migration(), "-o", "json")).isZero();
        assertThat(server.requests().stream().filter(r -> r.path().endsWith("/events")))
                .hasSizeGreaterThan(1);
    }

    @Test
    void what_the_server_refuses_is_told_with_the_place_in_the_file() throws IOException {
        server.problem("POST /api/v1/migrations", 422, """
                {"type":"about:blank","title":"Invalid","status":422,"detail":"The migration is not valid.",
                 "violations":[{"field":"target.settings.projectId","message":"must be known"}]}""");

        String file = migration();
        assertThat(drover("run", file)).isEqualTo(2);
        assertThat(err.toString())
                .contains("The migration is not valid.")
                .contains(file + ":6:14: target.settings.projectId: must be known")
                .contains("Correct that and try again");
    }

    @Test
    void a_server_that_fails_is_told_from_bad_input() throws IOException {
        server.answer("GET /api/v1/executions", 500, "text/html", "<html>oops</html>");
        assertThat(drover("status")).isEqualTo(3);
        assertThat(drover("status", "e-2")).isEqualTo(2);
        server.problem("GET /api/v1/executions", 401, "{\"title\":\"Unauthorized\"}");
        assertThat(drover("status")).isEqualTo(2);
        assertThat(err.toString()).contains("--token-file");
    }

    @Test
    void nobody_at_the_address_is_code_3_with_what_to_do() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertThat(run("status", "--server", "http://127.0.0.1:" + port)).isEqualTo(3);
        assertThat(err.toString())
                .contains("No Drover server answers at http://127.0.0.1:" + port)
                .contains("drover up");
    }

    @Test
    void the_token_of_the_api_comes_from_a_file() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "canary-api\n");

        assertThat(drover("status", "--token-file", token.toString())).isZero();
        assertThat(server.requests().getFirst().authorization()).isEqualTo("Bearer canary-api");
        assertThat(drover("status", "--token-file", folder.resolve("none").toString()))
                .isEqualTo(2);
    }

    @Test
    void status_is_a_table_or_what_the_server_says() throws IOException {
        drover("status");
        assertThat(out.toString())
                .contains("EXECUTION")
                .contains("e-1")
                .contains("my-move")
                .contains("SUCCESS");
        out.getBuffer().setLength(0);
        drover("-o", "json", "status", "e-1");
        assertThat(ApiJson.MAPPER.readTree(out.toString()).get("id").asText()).isEqualTo("e-1");
    }

    @Test
    void the_report_is_told_or_saved() throws IOException {
        Path file = folder.resolve("new").resolve("report.html");

        assertThat(drover("report")).isZero();
        assertThat(drover("report", "e-1", "--output", file.toString())).isZero();

        assertThat(out.toString().lines())
                .containsExactly(server.address() + "/api/v1/executions/e-1/report", file.toString());
        assertThat(file).hasContent("<html>the report</html>");
        assertThat(folder.resolve("new").toFile().list()).containsExactly("report.html");
    }

    @Test
    void the_journal_is_shown_line_by_line() throws IOException {
        server.answer("GET /api/v1/executions/e-1/log", 200, "application/jsonl", """
                {"seq":1,"at":"2026-11-20T10:00:00Z","what":"started","step":null,"phase":null,"batch":null,"attempt":null,"detail":null}
                {"seq":2,"at":"2026-11-20T10:00:01Z","what":"result","step":"testcases","phase":"load","batch":"b-7","attempt":2,"detail":"late"}
                """);

        assertThat(drover("log", "e-1")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "     1  2026-11-20T10:00:00.000Z  started",
                        "     2  2026-11-20T10:00:01.000Z  result                testcases load b-7 attempt 2  late");
    }

    @Test
    void an_execution_is_stopped() throws IOException {
        assertThat(drover("stop", "e-1")).isZero();
        assertThat(server.requests().getFirst().path()).isEqualTo("/api/v1/executions/e-1/stop");
        assertThat(drover("stop")).isEqualTo(2);
        assertThat(err.toString()).contains("No execution is running");
    }

    @Test
    void run_tells_the_id_at_once() throws IOException {
        drover("run", migration());

        assertThat(err.toString()).startsWith("Execution e-1 has begun.\n");
    }

    @Test
    void a_wrong_command_line_is_bad_input() throws IOException {
        assertThat(drover("rnu", "x.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("run");
        assertThat(drover("run", folder.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(run("status", "--server", "nonsense")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(server.requests()).isEmpty();
    }

    private String migration() throws IOException {
        return Files.writeString(folder.resolve("my migration.yaml"), MIGRATION).toString();
    }

    private void restart(String... events) throws IOException {
        server.close();
        server = new ApiServer(List.of(events));
    }

    private int drover(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--server";
        all[1] = server.address().toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return run(all);
    }

    private int run(String... arguments) {
        return Main.run(
                new Checkout(folder),
                Map.of("Z", "canary-z"),
                Terminal.NONE,
                new PersonAtTerminal(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
    }

    private static String execution(String state, String failure, long rejected, String report) {
        String step = state.equals("RUNNING") ? "RUNNING" : "SUCCESS";
        return "{\"id\":\"e-1\",\"migration\":\"my-move\",\"recipe\":\"zephyr-scale-to-qtest\",\"state\":\"" + state
                + "\",\"startedAt\":\"2026-11-20T10:00:00Z\",\"finishedAt\":null,\"durationMs\":1234,\"failure\":"
                + failure
                + "," + STEPS.formatted(step)
                + ",\"books\":{\"testcases\":{\"extracted\":5059,\"loaded\":" + (5059 - rejected)
                + ",\"skipped\":0,\"rejected\":" + rejected
                + ",\"dropped\":0,\"verified\":0,\"different\":0,\"addedLater\":1}},\"findings\":{\"blank-step\":3},\"report\":"
                + report + "}";
    }
}
