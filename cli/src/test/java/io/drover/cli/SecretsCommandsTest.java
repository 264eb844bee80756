package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.view.Terminal;
import io.drover.installation.Checkout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsCommandsTest {

    private static final String KEPT = """
        [{"name":"a","connector":"qtest","addresses":["https://q.example"],"changedAt":"2026-11-30T10:00:00Z"},
         {"name":"old-one","connector":null,"addresses":[],"changedAt":"2026-11-29T10:00:00Z"}]\
        """;

    private final Path folder;
    private final ApiServer server;
    private final StringWriter said = new StringWriter();

    SecretsCommandsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.server = new ApiServer(List.of(Guarded.ended()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_secret_comes_from_a_file_and_is_not_shown() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "canary-1\n");

        assertThat(drover(
                        "secrets",
                        "set",
                        "my-token",
                        "--for",
                        "agola@http://a:4000, http://b:4000",
                        "--from",
                        file.toString()))
                .isZero();

        assertThat(server.requests().getLast())
                .extracting(ApiServer.Request::method, ApiServer.Request::path, ApiServer.Request::body)
                .containsExactly("PUT", "/api/v1/secrets/my-token", """
                    {"value":"canary-1","connector":"agola","addresses":["http://a:4000","http://b:4000"]}\
                    """);
        assertThat(said.toString())
                .contains("secret:my-token", "agola at http://a:4000, http://b:4000")
                .doesNotContain("canary");
    }

    @Test
    void a_secret_comes_from_a_pipe() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("canary-2\n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(drover("secrets", "set", "my-token", "--for", "archive")).isZero();
        } finally {
            System.setIn(before);
        }

        assertThat(server.requests().getLast().body())
                .isEqualTo("{\"value\":\"canary-2\",\"connector\":\"archive\",\"addresses\":[]}");
    }

    @Test
    void an_empty_value_is_not_stored() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "\n");

        assertThat(drover("secrets", "set", "my-token", "--for", "archive", "--from", file.toString()))
                .isEqualTo(2);
        assertThat(drover(
                        "secrets",
                        "set",
                        "my-token",
                        "--for",
                        "archive",
                        "--from",
                        folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void what_a_secret_is_for_is_asked_unless_the_server_knows_it() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "canary-3\n");
        server.answer("GET /api/v1/secrets", 200, "application/json", KEPT);

        assertThat(drover("secrets", "set", "new-one", "--from", file.toString()))
                .isEqualTo(2);
        assertThat(drover("secrets", "set", "old-one", "--from", file.toString()))
                .isEqualTo(2);
        assertThat(said.toString()).contains("--for CONNECTOR@ADDRESS");
        assertThat(server.requests()).noneMatch(request -> request.method().equals("PUT"));

        assertThat(drover("secrets", "set", "a", "--from", file.toString())).isZero();
        assertThat(server.requests().getLast().body()).isEqualTo("""
            {"value":"canary-3","connector":"qtest","addresses":["https://q.example"]}\
            """);
    }

    @Test
    void secrets_are_listed_with_what_each_is_for() {
        server.answer("GET /api/v1/secrets", 200, "application/json", KEPT);

        assertThat(drover("secrets", "list")).isZero();
        assertThat(said.toString().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "NAME | CONNECTOR | ADDRESS | STORED",
                        "a | qtest | https://q.example | 2026-11-30T10:00:00.000Z",
                        "old-one | none yet: store it again | 2026-11-29T10:00:00.000Z");
    }

    @Test
    void a_secret_that_is_used_is_removed_only_by_force() {
        server.answer("DELETE /api/v1/secrets/b", 204, "application/json", "");
        server.problem("DELETE /api/v1/secrets/a", 409, """
            {"title":"Not now","status":409,"detail":"Secret a is used by what goes on or is held: execution e-1."}\
            """);

        assertThat(drover("secrets", "remove", "b")).isZero();
        assertThat(drover("secrets", "remove", "a")).isEqualTo(2);
        assertThat(said.toString()).contains("Secret b is removed.", "execution e-1");
    }

    @Test
    void a_new_key_comes_before_the_old_ones_which_go_when_nothing_needs_them() throws IOException {
        Path file = Files.writeString(folder.resolve("secret.key"), "b2xk\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        server.answer("POST /api/v1/secrets/rotate-key", 200, "application/json", """
            {"key":"3f9a01c7","sealedAgain":4,"unreadable":[]}\
            """);

        assertThat(drover("secrets", "rotate-key", "--make", file.toString())).isZero();
        assertThat(said.toString()).contains("Key 3f9a01c7: 4 secrets");
        List<String> keys = Files.readAllLines(file);
        assertThat(keys).hasSize(2).last().isEqualTo("b2xk");
        assertThat(Base64.getDecoder().decode(keys.getFirst())).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r--------");

        server.answer("GET /api/v1/executions", 200, "application/json", "[" + Guarded.waiting("consent") + "]");
        assertThat(drover("secrets", "rotate-key", "--forget", file.toString())).isEqualTo(2);
        assertThat(Files.readAllLines(file)).isEqualTo(keys);

        server.answer("GET /api/v1/executions", 200, "application/json", "[]");
        assertThat(drover("secrets", "rotate-key", "--forget", file.toString())).isZero();
        assertThat(Files.readAllLines(file)).containsExactly(keys.getFirst());
    }

    @Test
    void keys_are_not_forgotten_while_a_secret_opens_with_none() throws IOException {
        Path file = Files.writeString(folder.resolve("secret.key"), "bmV3\nb2xk\n");
        server.answer("GET /api/v1/executions", 200, "application/json", "[]");
        server.answer("POST /api/v1/secrets/rotate-key", 200, "application/json", """
            {"key":"3f9a01c7","sealedAgain":0,"unreadable":["lost"]}\
            """);

        assertThat(drover("secrets", "rotate-key", "--forget", file.toString())).isEqualTo(1);
        assertThat(said.toString()).contains("store them again: lost");
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    private int drover(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--server";
        all[1] = server.address().toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        PrintWriter writer = new PrintWriter(said, true);
        return Main.run(new Checkout(folder), Map.of(), Terminal.NONE, new PersonAtTerminal(), writer, writer, all);
    }
}
