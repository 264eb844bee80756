package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use the API. */
class ApiTokenTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/migrations", "/executions", "/secrets", "/connectors", "/executions/any/report", "/nothing"})
    void without_the_token_there_is_no_answer_but_401(String path) throws Exception {
        Installation installation = Installation.shared();
        Service coordinator = installation.service(Program.STANDALONE);
        for (String token : List.of(
                "",
                "wrong",
                installation.apiToken() + "x",
                installation.apiToken().toLowerCase(Locale.ROOT))) {
            Api.Answer answer = new Api(coordinator::uri, token).get(path);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.type()).startsWith("application/problem+json");
            assertThat(answer.json().path("detail").asText()).contains("Authorization: Bearer");
        }
    }

    @Test
    void with_the_token_there_is_an_answer() throws Exception {
        assertThat(Installation.shared().api().get("/connectors").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics", "/q/openapi"
            })
    void what_probes_monitoring_and_generators_ask_for_is_open(String path) throws Exception {
        URI address = Installation.shared().service(Program.STANDALONE).uri(path);

        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void no_api_starts_without_a_token_not_even_on_loopback(@TempDir Path logs) throws Exception {
        Map<String, String> settings = new HashMap<>(Installation.shared().settings());
        settings.remove("DROVER_API_TOKEN_FILE");

        assertRefuses(settings, logs, "The API has no token", "DROVER_API_TOKEN_FILE", "/dev/urandom");
    }

    @ParameterizedTest
    @CsvSource({"'', is empty", "' \n', is empty", "short, has fewer than 32 characters"})
    void no_api_starts_with_a_token_that_guards_nothing(String token, String why, @TempDir Path folder)
            throws Exception {
        Map<String, String> settings = new HashMap<>(Installation.shared().settings());
        settings.put(
                "DROVER_API_TOKEN_FILE",
                Files.writeString(folder.resolve("token"), token).toString());

        assertRefuses(settings, folder, why, "drover.api.token-file");
    }

    private static void assertRefuses(Map<String, String> settings, Path logs, String... words) throws Exception {
        try (Service coordinator = new Service(Program.COORDINATOR, settings, logs.resolve("coordinator.log"))) {
            assertThat(coordinator.awaitEnd()).isNotZero();
            assertThat(coordinator.log()).contains(words);
        }
    }
}
