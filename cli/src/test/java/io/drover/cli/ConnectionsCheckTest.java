package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsCheckTest {

    private static final String MIGRATION = """
        name: my-move
        source: {connector: zephyr-scale, baseUrl: "https://z.example/v2", projectKey: MM, token: "${env:AGOLA_TOKEN}"}
        target: {connector: qtest, baseUrl: "https://q.example", projectId: 7, token: "secret:known"}
        """;
    private static final String UNKNOWN = """
        {"title":"The migration cannot be planned","status":400,"detail":"recipe: unknown",
         "violations":[{"field":"recipe","message":"unknown"}]}\
        """;

    private final Path folder;
    private final ApiServer server;
    private final Cli drover;

    ConnectionsCheckTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.server = new ApiServer(List.of(Guarded.check().replace("e-9", "e-1")));
        this.drover = new Cli(folder, server);
        server.answer(
                "POST /api/v1/migrations/my-move-connection-check/executions",
                202,
                "application/json",
                Guarded.check().replace("e-9", "e-1"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_files_secrets_go_to_names_that_no_migration_has() throws IOException {
        assertThat(drover.run("connections", "check", file())).isZero();

        assertThat(drover.out()).contains("work.");
        assertThat(asked("PUT")).containsExactly("/api/v1/secrets/check.my-move-source-token");
        JsonNode checked = definition();
        assertThat(checked.at("/name").asText()).isEqualTo("my-move-connection-check");
        assertThat(checked.at("/source/secrets/token").asText()).isEqualTo("check.my-move-source-token");
        assertThat(checked.at("/target/secrets/token").asText()).isEqualTo("known");
    }

    @Test
    void a_path_with_checks_of_its_own_is_checked_by_them_and_any_other_by_the_one_for_all() throws IOException {
        assertThat(drover.run("connections", "check", file())).isZero();
        assertThat(definition().at("/recipe").asText()).isEqualTo("zephyr-scale-to-qtest-connection-check");

        server.answerOnce("POST /api/v1/migrations", 400, "application/problem+json", UNKNOWN);
        assertThat(drover.run("connections", "check", file())).isZero();
        assertThat(definition().at("/recipe").asText()).isEqualTo("connection-check");
    }

    @Test
    void a_run_under_a_running_one_of_the_same_name_sends_nothing() throws IOException {
        server.answer(
                "GET /api/v1/executions",
                200,
                "application/json",
                "[" + Guarded.waiting("consent").replace("\"migration\":\"agola\"", "\"migration\":\"my-move\"") + "]");

        assertThat(drover.run("run", file())).isEqualTo(2);

        assertThat(asked("PUT")).isEmpty();
        assertThat(asked("POST")).isEmpty();
        assertThat(drover.err())
                .contains("Nothing was sent.")
                .contains("drover watch e-1")
                .contains("drover stop e-1");
    }

    @Test
    void a_run_whose_secret_an_execution_of_another_migration_uses_replaces_and_starts_nothing() throws IOException {
        server.answerOnce("PUT /api/v1/secrets/my-move-source-token", 409, "application/problem+json", """
            {"title":"Not now","status":409,"detail":"Secret my-move-source-token is used by execution e-9."}\
            """);

        assertThat(drover.run("run", file())).isEqualTo(2);

        assertThat(asked("POST")).isEmpty();
        assertThat(drover.err()).contains("e-9");
    }

    @Test
    void a_plan_with_other_tokens_sends_none_of_them() throws IOException {
        assertThat(drover.run("plan", file())).isIn(0, 2);

        assertThat(asked("PUT")).isEmpty();
    }

    @Test
    void a_run_under_a_held_one_advises_what_is_possible() throws IOException {
        server.answer("GET /api/v1/executions", 200, "application/json", "[" + Guarded.held("RESUME") + "]");
        server.problem("POST /api/v1/migrations/my-move/executions", 409, """
            {"title":"Conflict","status":409,"detail":"Execution e-1 is running on a > b; wait for it or stop it"}\
            """);

        assertThat(drover.run("run", file())).isEqualTo(2);

        assertThat(drover.err())
                .contains("Execution e-1 (agola) is HELD")
                .contains("drover resume --execution e-1 --reason TEXT")
                .contains("drover abandon --execution e-1 --reason TEXT")
                .doesNotContain("wait for it");
    }

    private String file() throws IOException {
        return Files.writeString(folder.resolve("my-move.yaml"), MIGRATION).toString();
    }

    private List<String> asked(String method) {
        return server.requests().stream()
                .filter(request -> request.method().equals(method))
                .map(ApiServer.Request::path)
                .toList();
    }

    private JsonNode definition() throws IOException {
        return ApiJson.MAPPER.readTree(server.requests().stream()
                .filter(request -> request.path().equals("/api/v1/migrations"))
                .toList()
                .getLast()
                .body());
    }
}
