package io.drover.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    private static final List<String> SERVER = List.of("/bin/sh", "-c", "echo listening; exec sleep 600");

    private static final Duration TIME = Duration.ofSeconds(10);

    private final Path state;

    InstallationTest(@TempDir Path state) {
        this.state = state.resolve("a state");
    }

    @Test
    void a_server_is_found_again_by_another_command_and_ended() {
        new ServerProcess("server", state).start(SERVER, Map.of(), 1234);
        ServerProcess found = new ServerProcess("server", state);

        assertThat(found.runs()).isTrue();
        assertThat(found.find().map(PidFile::port)).hasValue(1234);
        assertThat(ServerProcess.stop(List.of(found), TIME)).containsExactly("server");
        assertThat(found.runs()).isFalse();
        assertThat(ServerProcess.stop(List.of(found), TIME)).isEmpty();
    }

    @Test
    void all_that_were_started_in_a_folder_are_found_and_ended_together() {
        new ServerProcess("one", state).start(SERVER, Map.of(), null);
        new ServerProcess("two", state).start(SERVER, Map.of(), null);

        assertThat(ServerProcess.stop(ServerProcess.all(state), TIME)).containsExactly("one", "two");
        assertThat(ServerProcess.all(state)).isEmpty();
        assertThat(ServerProcess.all(state.resolve("never used"))).isEmpty();
    }

    @Test
    void a_server_has_its_variables_and_its_log() {
        ServerProcess server = new ServerProcess("server", state);
        server.start(List.of("/bin/sh", "-c", "echo \"says $WORD\"; sleep 1; exit 3"), Map.of("WORD", "hello"), null);

        assertThatThrownBy(() -> server.awaitReady(() -> false))
                .hasMessageContaining("has ended")
                .hasMessageContaining("says hello")
                .hasMessageContaining("server.log");
    }

    @Test
    void what_a_server_writes_is_its_owners_alone() throws IOException {
        Path written = state.resolve("written");
        ServerProcess server = new ServerProcess("server", state);
        server.start(List.of("/bin/sh", "-c", "mkdir \"$0\"; sleep 1", written.toString()), Map.of(), null);
        assertThat(Awaiting.until(Duration.ofSeconds(10), () -> !server.runs())).isTrue();

        for (Path path : List.of(written, server.log(), state.resolve("log"), state.resolve("run"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString())
                    .endsWith("------");
        }
    }

    @Test
    void a_process_that_has_got_the_number_of_an_ended_server_is_left_alone() {
        ProcessHandle me = ProcessHandle.current();
        Instant other = me.info().startInstant().orElseThrow().minusSeconds(3600);

        assertThat(new PidFile(me.pid(), other, null).process()).isEmpty();
        assertThat(PidFile.of(me, null).process()).isPresent();
    }

    @Test
    void a_broken_pid_file_is_no_server() throws IOException {
        Files.createDirectories(state.resolve("run"));
        Files.writeString(state.resolve("run/server.json"), "{\"pid\":");

        assertThat(new ServerProcess("server", state).runs()).isFalse();
    }

    @Test
    void a_port_in_use_is_told_with_a_way_out() throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            UpOptions options = new UpOptions(taken.getLocalPort(), List.of());
            Installation installation = new Installation(new Checkout(state), state);

            assertThatThrownBy(() -> installation.up(options, (what, waiting) -> waiting.run()))
                    .isInstanceOfSatisfying(StartException.class, e -> assertThat(e.inputIsWrong())
                            .isTrue())
                    .hasMessageContaining("Port " + taken.getLocalPort() + " of 127.0.0.1 is in use")
                    .hasMessageContaining("drover up --port ");
        }
    }

    @Test
    void the_secret_key_is_made_once_and_for_its_owner_only() throws IOException {
        Path file = KeyFile.in(state, "secret.key");
        String first = Files.readString(file);

        assertThat(Base64.getDecoder().decode(first.strip())).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(KeyFile.in(state, "secret.key"))).isEqualTo(first);
    }

    @Test
    void the_folder_of_the_token_is_closed_to_others_also_one_that_was_open() throws IOException {
        Files.createDirectories(state);
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(KeyFile.ownFolder(state))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_missing_program_is_told_with_what_builds_it() {
        Installation installation = new Installation(new Checkout(state), state);

        assertThatThrownBy(() -> installation.up(new UpOptions(0, List.of()), (what, waiting) -> waiting.run()))
                .hasMessageContaining("embedded-servers.jar is missing. Start this command with ./drover");
    }

    @Test
    void the_services_are_told_where_the_servers_are() throws IOException {
        Files.createDirectories(state);
        Files.writeString(Servers.in(state), """
                {"kafka":"127.0.0.1:1","postgres":{"host":"127.0.0.1","port":2,"database":"drover","user":"u",
                 "password":"canary"},"pid":3}""");

        Servers servers = Servers.read(state);

        assertThat(servers.environment(state, state, state, List.of("10.0.0.0/8", "::1/128")))
                .containsEntry("DROVER_DATABASE_PASSWORD", "canary")
                .containsEntry("DROVER_NETWORK_ALLOW", "10.0.0.0/8,::1/128")
                .hasSize(10);
        assertThat(servers.toString()).doesNotContain("canary");
        assertThat(servers.kafkaClientFile()).isEqualTo("bootstrap.servers=127.0.0.1:1\n");
    }

    @Test
    void the_services_and_kafkas_own_tools_are_told_how_the_broker_lets_them_in() throws IOException {
        Files.createDirectories(state);
        Files.writeString(Servers.in(state), """
                {"kafka":"127.0.0.1:1","kafkaLogin":{"sasl.jaas.config":"a b=\\"canary\\";","sasl.mechanism":"M"},
                 "postgres":{"host":"127.0.0.1","port":2,"database":"drover","user":"u","password":"p"},"pid":3}""");

        Servers servers = Servers.read(state);

        assertThat(servers.environment(state, state, state, List.of()))
                .containsEntry("KAFKA_SASL_JAAS_CONFIG", "a b=\"canary\";")
                .containsEntry("KAFKA_SASL_MECHANISM", "M");
        assertThat(servers.kafkaClientFile()).contains("sasl.jaas.config=a b=\"canary\";\n");
        assertThat(servers.toString()).doesNotContain("canary");
    }
}
