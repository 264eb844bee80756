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

/** Errors for programs, and the words that lead to help. */
class ErrorsTest {

    private final Path folder;
    private final ApiServer server;
    private final Cli drover;

    ErrorsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.server = new ApiServer(List.of(Guarded.ended()));
        this.drover = new Cli(folder, server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_the_server_refuses_is_one_object() throws IOException {
        server.problem("GET /api/v1/executions/e-7", 404, "{\"title\":\"Not found\",\"detail\":\"There is no e-7\"}");

        JsonNode problem = problem(2, "status", "e-7", "-o", "json");

        assertThat(problem.path("status").asInt()).isEqualTo(404);
        assertThat(problem.path("detail").asText()).isEqualTo("There is no e-7");
        assertThat(problem.path("advice").asText()).contains("drover status");
    }

    @Test
    void what_is_wrong_in_a_file_is_listed_with_its_places() throws IOException {
        Path file = Files.writeString(folder.resolve("m.yaml"), "name: x\nsuorce: {}\ntarget: {}\n");

        JsonNode problem = problem(2, "-o", "json", "run", file.toString());

        assertThat(problem.path("errors")).isNotEmpty();
        assertThat(problem.at("/errors/0/at").asText()).isEqualTo(file + ":2:1");
        assertThat(problem.at("/errors/0/message").asText()).contains("Did you mean \"source\"?");
    }

    @Test
    void a_wrong_command_line_is_an_object_too() throws IOException {
        assertThat(problem(2, "status", "--nonsense", "-o", "json")
                        .path("detail")
                        .asText())
                .contains("--nonsense");
        assertThat(problem(2, "rnu", "x.yaml", "--output-format=json")
                        .path("title")
                        .asText())
                .isEqualTo("Bad input");
    }

    @Test
    void nobody_at_the_address_has_the_exit_code_in_the_object() throws IOException {
        server.close();

        assertThat(problem(3, "status", "-o", "json").path("detail").asText()).contains("No Drover server answers");
    }

    @Test
    void an_address_with_a_password_in_it_is_refused_and_not_repeated() throws IOException {
        Path file = Files.writeString(folder.resolve("m.yaml"), """
                source: {connector: zephyr-scale, baseUrl: "https://ann:canary-3@z.example/v2", projectKey: MM, token: "secret:a"}
                target: {connector: qtest, baseUrl: "https://q.example", projectId: 7, token: "secret:b"}
                """);

        assertThat(drover.run("run", file.toString())).isEqualTo(2);
        assertThat(drover.err())
                .contains(":1:44: source.baseUrl: an address must not contain a user or a password.")
                .doesNotContain("canary");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void what_a_server_says_does_not_steer_the_terminal() throws IOException {
        String attack = "\\u001b]0;PWNED\\u0007\\u001b[2J\\u001b[32mIt balances\\u009b1A \\u202egnp.exe";
        server.problem("GET /api/v1/executions/e-7", 404, "{\"title\":\"No\",\"detail\":\"" + attack + "\"}");

        assertThat(drover.run("status", "e-7")).isEqualTo(2);
        assertThat(drover.err()).contains(attack);
        assertThat(problem(2, "status", "e-7", "-o", "json").path("detail").asText())
                .as("in JSON it is the same text")
                .isEqualTo("\033]0;PWNED\007\033[2J\033[32mIt balances\u009b1A \u202egnp.exe");
        assertThat(drover.err()).doesNotContain("\033", "\007", "\u009b", "\u202e");
    }

    @Test
    void lines_that_are_passed_on_do_not_steer_the_terminal_either() {
        server.answer(
                "GET /api/v1/executions/e-1/findings",
                200,
                "application/x-ndjson",
                "{\"message\":\"\u009b2J \u202e\"}\n");

        assertThat(drover.run("findings", "-o", "json")).isZero();
        assertThat(drover.out().strip()).isEqualTo("{\"message\":\"\\u009b2J \\u202e\"}");
    }

    @Test
    void help_and_version_are_commands_as_well() {
        assertThat(drover.run("help")).isZero();
        assertThat(drover.out()).contains("Exit codes:").contains("130");
        assertThat(drover.run("help", "connections", "check")).isZero();
        assertThat(drover.out()).contains("Tries both connections");
        assertThat(drover.run("help", "nonsense")).isEqualTo(2);
        assertThat(drover.run("version")).isZero();
        assertThat(drover.out()).startsWith("drover ");
        assertThat(drover.run("agola", "--help")).isZero();
        assertThat(drover.run("sandbox", "--help")).isZero();
    }

    @Test
    void the_bundle_and_the_archive_are_fetched() {
        server.answer("GET /api/v1/executions/e-1/evidence", 200, "application/zstd", "the bundle");
        server.answer("GET /api/v1/executions/e-1/archive", 200, "application/pgp-encrypted", "the archive");
        Path bundle = folder.resolve("b/evidence.tar.zst");
        Path archive = folder.resolve("a.gpg");

        assertThat(drover.run("report", "--bundle", bundle.toString(), "--archive", archive.toString()))
                .isZero();

        assertThat(bundle).hasContent("the bundle");
        assertThat(archive).hasContent("the archive");
        assertThat(drover.out().lines()).containsExactly(bundle.toString(), archive.toString());
    }

    private JsonNode problem(int code, String... arguments) throws IOException {
        assertThat(drover.run(arguments)).isEqualTo(code);
        assertThat(drover.out()).isEmpty();
        JsonNode problem = ApiJson.MAPPER.readTree(drover.err());
        assertThat(problem.path("exitCode").asInt()).isEqualTo(code);
        return problem;
    }
}
