package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.view.Terminal;
import io.drover.installation.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about the installation of a checkout in which something runs already. */
class UpDownTest {

    private final Path folder;
    private final ApiServer server;
    private final List<Process> processes = new ArrayList<>();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    UpDownTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.server = new ApiServer(List.of(Guarded.waiting("consent")));
    }

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
        server.close();
    }

    @Test
    void options_that_have_no_effect_are_refused_with_what_to_do() throws IOException {
        isUp("[\"10.0.0.0/8\"]");

        assertThat(drover("up")).isZero();
        assertThat(out.toString())
                .contains("already up at " + server.address())
                .contains("10.0.0.0/8 (remembered; end that with --allow-network none)")
                .contains("Kafka is at 127.0.0.1:9")
                .contains("--kafka-port");
        assertThat(drover("up", "--allow-network", "10.0.0.0/8")).isZero();
        assertThat(drover("up", "--allow-network", "127.0.0.0/8")).isEqualTo(2);
        assertThat(err.toString())
                .contains("with --allow-network 10.0.0.0/8. These options have no effect while it is up")
                .contains("    drover down\n    drover up --allow-network 127.0.0.0/8");
        assertThat(drover("up", "--port", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("drover up --port 1 --allow-network 10.0.0.0/8");
        assertThat(drover("up", "--allow-network", "none")).isEqualTo(2);
    }

    @Test
    void the_token_of_this_installation_is_sent_to_it_and_to_nobody_else() throws IOException {
        isUp("[]");
        Path access = Files.createDirectories(folder.resolve(".drover/access"));
        Files.writeString(access.resolve("api-token"), "canary-token\n");

        assertThat(drover("status")).isZero();
        assertThat(drover(
                        "status",
                        "--server",
                        "http://localhost:" + server.address().getPort()))
                .isZero();
        assertThat(server.requests()).isNotEmpty().allSatisfy(request -> assertThat(request.authorization())
                .isEqualTo("Bearer canary-token"));
        try (ApiServer other = new ApiServer(List.of(Guarded.ended()))) {
            assertThat(drover("status", "--server", other.address().toString())).isZero();
            assertThat(other.requests()).isNotEmpty().allSatisfy(request -> assertThat(request.authorization())
                    .isEmpty());
        }
    }

    @Test
    void down_says_what_it_interrupts() throws IOException {
        isUp("[]");

        assertThat(drover("down")).isZero();

        assertThat(err.toString()).contains("Execution e-1 (agola) is running").contains("continues automatically");
        assertThat(out.toString()).contains("Stopped: standalone, embedded-servers.");
    }

    @Test
    void down_finds_a_postgresql_that_was_left_over_and_ends_it() throws IOException {
        Path program = folder.resolve("postgres");
        Files.copy(Path.of("/bin/sleep"), program);
        Process left = new ProcessBuilder(program.toString(), "600").start();
        processes.add(left);
        Path data = Files.createDirectories(folder.resolve(".drover/demo/data/postgres/data"));
        Files.writeString(data.resolve("postmaster.pid"), left.pid() + "\n" + data + "\n0\n5432\n");

        assertThat(drover("down")).isZero();

        assertThat(out.toString()).contains("Stopped: a PostgreSQL that was left over (demo).");
        assertThat(left.onExit()).succeedsWithin(java.time.Duration.ofSeconds(30));
        assertThat(drover("down")).isZero();
        assertThat(out.toString()).contains("Nothing was running.");
    }

    @Test
    void another_program_with_the_number_of_a_dead_postgresql_is_left_alone() throws IOException {
        Process other = sleeping();
        Path data = Files.createDirectories(folder.resolve(".drover/data/postgres/data"));
        Files.writeString(data.resolve("postmaster.pid"), other.pid() + "\n");

        assertThat(drover("down")).isZero();

        assertThat(out.toString()).contains("Nothing was running.");
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void services_whose_kafka_a_full_disk_ended_are_told_with_the_one_command() throws Exception {
        isUp("[]");
        processes.getFirst().destroyForcibly().waitFor();

        drover("status");

        assertThat(err.toString())
                .contains("Kafka has ended while Drover was up")
                .contains("embedded-servers.log")
                .contains("then: drover up");
    }

    /** Two processes that only look as if they were the servers, and an API that answers. */
    private void isUp(String networks) throws IOException {
        Path run = Files.createDirectories(folder.resolve(".drover/run"));
        Files.writeString(
                run.resolve("embedded-servers.json"), "{\"pid\":" + sleeping().pid() + "}");
        Files.writeString(
                run.resolve("standalone.json"),
                "{\"pid\":" + sleeping().pid() + ",\"port\":" + server.address().getPort() + "}");
        Files.writeString(folder.resolve(".drover/up.json"), "{\"port\":8470,\"networks\":" + networks + "}");
        Path data = Files.createDirectories(folder.resolve(".drover/data"));
        Files.writeString(data.resolve("servers.json"), """
                {"kafka":"127.0.0.1:9","postgres":{"host":"127.0.0.1","port":2,"database":"d","user":"u","password":"p"}}""");
    }

    private Process sleeping() throws IOException {
        Process process = new ProcessBuilder("sleep", "600").start();
        processes.add(process);
        return process;
    }

    private int drover(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.run(
                new Checkout(folder),
                Map.of(),
                Terminal.NONE,
                new PersonAtTerminal(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
    }
}
