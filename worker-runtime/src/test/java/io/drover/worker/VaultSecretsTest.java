package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.drover.contracts.SecretBinding;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets of Vault, played by a server that answers as its documentation of KV version 2 says: there is no Vault where these tests run.
 */
class VaultSecretsTest {

    private static final SecretBinding USE = SecretBinding.parse("qtest@https://q.example");
    private static final String SECRET = """
        {"request_id":"1","lease_id":"","renewable":false,"lease_duration":0,
         "data":{"data":{"value":"canary","for":"qtest@https://Q.example/"},
                 "metadata":{"version":3,"destroyed":false,"deletion_time":"","custom_metadata":null}}}\
        """;
    private static final String DELETED = """
        {"data":{"data":null,"metadata":{"version":3,"destroyed":false,"deletion_time":"2026-11-30T10:00:00Z"}}}\
        """;

    private final Path token;
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body = SECRET;
    private final VaultSecrets vault;

    VaultSecretsTest(@TempDir Path directory) throws IOException {
        token = Files.writeString(directory.resolve("token"), "s.first\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Vault-Token") + " "
                    + exchange.getRequestHeaders().getFirst("X-Vault-Namespace"));
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        vault = new VaultSecrets(
                config("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_secret_has_its_value_and_what_it_is_for() throws IOException {
        SecretPlace.Kept kept = vault.find("my-token").orElseThrow();

        assertThat(kept.use()).isEqualTo(USE);
        assertThat(kept.value().get()).isEqualTo("canary");
        Files.writeString(token, "s.renewed");
        vault.find("my-token");
        assertThat(asked)
                .containsExactly(
                        "/v1/kv/data/teams/drover/my-token s.first ns",
                        "/v1/kv/data/teams/drover/my-token s.renewed ns");
    }

    @Test
    void one_that_does_not_say_what_it_is_for_is_not_for_anything() {
        body = SECRET.replace(",\"for\":\"qtest@https://Q.example/\"", "");

        assertThat(vault.find("my-token").orElseThrow().use()).isNull();
        assertThat(vault.remedy("my-token", USE))
                .contains("vault kv patch -mount=kv teams/drover/my-token for=qtest@https://q.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"404 | {\"errors\":[]}", "404 | " + DELETED, "200 | {\"data\":{\"data\":{\"other\":\"x\"}}}"})
    void what_is_not_there_is_looked_for_elsewhere(int answered, String with) {
        status = answered;
        body = with;

        assertThat(vault.find("my-token")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"403 | {\"errors\":[\"canary\"]}", "503 | canary", "200 | canary"})
    void when_it_cannot_tell_the_batch_is_tried_again(int answered, String with) {
        status = answered;
        body = with;

        assertThatThrownBy(() -> vault.find("my-token"))
                .isInstanceOfSatisfying(ConnectorException.class, e -> {
                    assertThat(e.code()).isEqualTo("SECRET_UNREADABLE");
                    assertThat(e.type()).isEqualTo(FailureType.RESOURCES);
                })
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "a?b", "", "../other"})
    void a_name_leads_nowhere_else(String name) {
        assertThat(vault.find(name)).isEmpty();
        assertThat(asked).isEmpty();
    }

    private SecretsConfig.Vault config(String address) {
        return new SecretsConfig.Vault() {
            @Override
            public URI address() {
                return URI.create(address);
            }

            @Override
            public Path tokenFile() {
                return token;
            }

            @Override
            public Optional<String> mount() {
                return Optional.of("kv");
            }

            @Override
            public Optional<String> path() {
                return Optional.of("teams/drover");
            }

            @Override
            public Optional<String> namespace() {
                return Optional.of("ns");
            }
        };
    }
}
