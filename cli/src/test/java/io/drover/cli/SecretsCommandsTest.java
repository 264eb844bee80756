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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsCommandsTest {

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

        assertThat(drover("secrets", "set", "my-token", "--from", file.toString()))
                .isZero();

        assertThat(server.requests().getLast())
                .extracting(ApiServer.Request::method, ApiServer.Request::path, ApiServer.Request::body)
                .containsExactly("PUT", "/api/v1/secrets/my-token", "{\"value\":\"canary-1\"}");
        assertThat(said.toString()).contains("secret:my-token").doesNotContain("canary");
    }

    @Test
    void a_secret_comes_from_a_pipe() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("canary-2\n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(drover("secrets", "set", "my-token")).isZero();
        } finally {
            System.setIn(before);
        }

        assertThat(server.requests().getLast().body()).isEqualTo("{\"value\":\"canary-2\"}");
    }

    @Test
    void an_empty_value_is_not_stored() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "\n");

        assertThat(drover("secrets", "set", "my-token", "--from", file.toString()))
                .isEqualTo(2);
        assertThat(drover(
                        "secrets",
                        "set",
                        "my-token",
                        "--from",
                        folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void names_are_listed() {
        server.answer("GET /api/v1/secrets", 200, "application/json", "[\"a\",\"b\"]");

        assertThat(drover("secrets", "list")).isZero();
        assertThat(said.toString()).isEqualTo("a\nb\n");
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
