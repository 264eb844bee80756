package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.sandbox.Launch;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ZephyrOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxProgramTest {

    @Test
    void the_program_writes_its_addresses_when_it_is_ready(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path portFile = folder.resolve("addresses");
        Path project = folder.resolve("own.json");
        Files.writeString(project, "{\"key\":\"OWN\",\"project\":{\"key\":\"OWN\"},\"testcases\":[]}");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sandbox.class.getName(),
                        "--cases",
                        "7",
                        "--latency",
                        "1ms",
                        "--project-file",
                        project.toString(),
                        "--port-file",
                        portFile.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(portFile));
            List<String> addresses = Files.readAllLines(portFile);
            assertThat(addresses)
                    .extracting(line -> line.replaceFirst("=.*", ""))
                    .containsExactly("zephyr", "qtest", "admin");
            Awaitility.await().until(() -> Files.readString(folder.resolve("out"))
                    .contains("Sandbox ready: " + String.join(" ", addresses)));
            String zephyr = addresses.getFirst().replaceFirst("zephyr=", "");
            assertThat(zephyr).endsWith("/zephyr/v2");
            assertThat(answer(zephyr + "/projects/OWN")).isEqualTo("{\"key\":\"OWN\"}");
        } finally {
            program.destroy();
        }
    }

    private static String answer(String address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .header("Authorization", "Bearer " + ZephyrOptions.TOKEN)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Test
    void a_project_that_was_there_at_the_start_outlives_a_reset() {
        byte[] project = "{\"key\":\"OWN\",\"project\":{},\"testcases\":[],\"quirks\":{\"answers\":[{\"status\":500}]}}"
                .getBytes(StandardCharsets.UTF_8);
        try (RunningSandbox sandbox = RunningSandbox.start(
                        ZephyrOptions.generated(1, 1).given(List.of(project)), QTestOptions.usual());
                Caller caller = new Caller(sandbox)) {
            sandbox.reset();
            assertThat(sandbox.faults().oddAnswers().all()).hasSize(1);
            sandbox.faults().oddAnswers().clear();
            assertThat(caller.zephyr("/testcases?projectKey=OWN").status()).isEqualTo(200);
        }
    }

    @Test
    void a_latency_has_a_unit_or_is_in_milliseconds() {
        assertThat(Launch.milliseconds("20ms")).isEqualTo(20);
        assertThat(Launch.milliseconds("2s")).isEqualTo(2000);
        assertThat(Launch.milliseconds("7")).isEqualTo(7);
        assertThatThrownBy(() -> Launch.milliseconds("soon")).hasMessageContaining("20ms");
    }

    @Test
    void a_closed_sandbox_frees_its_port() {
        RunningSandbox first = RunningSandbox.start(ZephyrOptions.generated(1, 1), QTestOptions.usual());
        int port = first.port();
        first.close();
        try (RunningSandbox second =
                RunningSandbox.start("127.0.0.1", port, 0, List.of(ZephyrOptions.generated(1, 1)))) {
            assertThat(second.port()).isEqualTo(port);
        }
    }

    @Test
    void tokens_are_not_in_the_options_text() {
        assertThat(ZephyrOptions.mattermost() + " " + QTestOptions.usual())
                .doesNotContain(ZephyrOptions.TOKEN, QTestOptions.TOKEN, QTestOptions.PASSWORD);
    }
}
