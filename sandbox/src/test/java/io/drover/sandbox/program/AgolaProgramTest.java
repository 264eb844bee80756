package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgolaProgramTest {

    @Test
    void the_program_writes_its_addresses_when_it_is_ready(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path portFile = folder.resolve("addresses");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sandbox.class.getName(),
                        "agola",
                        "--target",
                        "v0.10",
                        "--target-in-use",
                        "--outage",
                        "50ms",
                        "--port-file",
                        portFile.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(portFile));
            Map<String, String> addresses = Files.readAllLines(portFile).stream()
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1]));
            assertThat(addresses)
                    .containsOnlyKeys(
                            "source-runservice",
                            "source-configstore",
                            "target-runservice",
                            "target-configstore",
                            "admin");
            Awaitility.await().until(() -> Files.readString(folder.resolve("out"))
                    .contains("Sandbox ready: source-runservice=" + addresses.get("source-runservice")));
            HttpResponse<String> refusal = client.send(
                    HttpRequest.newBuilder(URI.create(addresses.get("target-configstore") + "/api/v1alpha/maintenance"))
                            .DELETE()
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(refusal.statusCode() + refusal.body()).isEqualTo("400[]");
        } finally {
            program.destroy();
        }
    }

    @Test
    void a_wrong_option_is_named() {
        assertThat(Sandbox.commandLine().execute("agola", "--target", "v0.7.1")).isEqualTo(2);
        assertThat(Sandbox.commandLine().execute("agola", "--ports", "1,2")).isEqualTo(2);
        assertThat(Sandbox.commandLine().execute("agola", "--poll", "often")).isEqualTo(2);
    }
}
