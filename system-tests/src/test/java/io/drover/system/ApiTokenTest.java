package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use the API. */
class ApiTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"/migrations", "/executions", "/secrets", "/connectors", "/executions/any/report"})
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

    @Test
    void an_api_for_other_machines_does_not_start_without_a_token(@TempDir Path logs) throws Exception {
        Map<String, String> settings = new HashMap<>(Installation.shared().settings());
        settings.remove("DROVER_API_TOKEN_FILE");
        settings.put("QUARKUS_HTTP_HOST", "0.0.0.0");

        try (Service coordinator = new Service(Program.COORDINATOR, settings, logs.resolve("coordinator.log"))) {
            assertThat(coordinator.awaitEnd()).isNotZero();
            assertThat(coordinator.log()).contains("0.0.0.0", "drover.api.token-file");
        }
    }
}
