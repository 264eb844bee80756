package io.drover.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers in a process of their own, as a laptop runs them. */
class HelperProcessTest {

    private final Path directory;
    private final List<Process> started = new ArrayList<>();

    HelperProcessTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stopAll() throws Exception {
        for (Process process : started) {
            process.destroy();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void a_killed_helper_leaves_postgres_alive_and_the_next_one_takes_it_over_until_sigterm() throws Exception {
        Process first = start();
        JsonNode servers = awaitReady(first);
        Probe.send(kafka(servers), "kept");
        long postmaster = postmaster();
        first.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(postmaster)).isPresent();

        Process second = start();
        JsonNode again = awaitReady(second);

        assertThat(postmaster()).isEqualTo(postmaster);
        assertThat(again.path("postgres")).isEqualTo(servers.path("postgres"));
        assertThat(Probe.received(kafka(again))).containsExactly("kept");

        second.destroy();

        assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(ServersFile.in(directory)).doesNotExist();
        assertThat(ProcessHandle.of(postmaster).filter(Processes::runs)).isEmpty();
        assertThat(Files.readAllLines(directory.resolve("helper.log")))
                .contains("ready: " + ServersFile.in(directory.toAbsolutePath()));
        assertThat(Files.readString(directory.resolve("helper.log")))
                .doesNotContain(Files.readString(directory.resolve("kafka/password")))
                .doesNotContain(Files.readString(directory.resolve("postgres/password")));
    }

    @Test
    void a_helper_that_is_asked_to_stop_while_its_servers_start_leaves_none() throws Exception {
        Process helper = start();
        Path file = directory.resolve("postgres/data/postmaster.pid");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(file) && !Files.readAllLines(file).isEmpty());
        long postmaster = postmaster();
        helper.destroy();
        assertThat(ServersFile.in(directory))
                .as("the servers were still starting")
                .doesNotExist();
        assertThat(ProcessHandle.of(postmaster).filter(Processes::runs)).isPresent();

        assertThat(helper.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertThat(ProcessHandle.of(postmaster).filter(Processes::runs)).isEmpty();
        assertThat(file).doesNotExist();
    }

    private Process start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx192m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedServers.class.getName(),
                        "--dir",
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("helper.log").toFile())
                .start();
        started.add(process);
        return process;
    }

    private JsonNode awaitReady(Process helper) throws IOException {
        Path file = ServersFile.in(directory);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .failFast("the helper ended", () -> !helper.isAlive())
                .until(() -> Files.exists(file) && read(file).path("pid").asLong() == helper.pid());
        return read(file);
    }

    private static Map<String, String> kafka(JsonNode servers) {
        Map<String, String> settings = new HashMap<>();
        servers.path("kafkaLogin")
                .properties()
                .forEach(each -> settings.put(each.getKey(), each.getValue().asText()));
        settings.put("bootstrap.servers", servers.path("kafka").asText());
        return settings;
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(directory.resolve("postgres/data/postmaster.pid"))
                .getFirst());
    }
}
