package io.drover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers in this JVM. */
class EmbeddedServersTest {

    private final Path directory;

    EmbeddedServersTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void kafka_and_postgres_start_and_keep_their_data_when_they_start_again() throws Exception {
        String password;
        try (RunningServers servers = EmbeddedServers.start(ServerOptions.in(directory))) {
            Probe.send(servers.kafkaSettings(), "kept");
            Probe.insert(servers.postgres(), "kept");
            password = servers.postgresPassword();
        }

        try (RunningServers servers = EmbeddedServers.start(ServerOptions.in(directory))) {
            assertThat(Probe.received(servers.kafkaSettings())).containsExactly("kept");
            assertThat(Probe.inserted(servers.postgres())).containsExactly("kept");
            assertThat(servers.postgresPassword()).isEqualTo(password);
        }
        try (Stream<Path> left = Files.list(directory.resolve("postgres"))) {
            assertThat(left.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "data", "password", "owner-password", "service-password", "postgres.log");
        }
    }

    @Test
    void the_broker_stops_and_starts_at_its_port_with_its_data() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            Probe.send(kafka.clientSettings(), "before");
            kafka.stop();
            assertThat(listens(kafka.port())).isFalse();

            kafka.start();
            Probe.send(kafka.clientSettings(), "after");
            assertThat(Probe.received(kafka.clientSettings())).containsExactly("before", "after");
        }
    }

    @Test
    void postgres_is_killed_and_recovers_what_was_committed() throws Exception {
        try (PostgresServer postgres = PostgresServer.start(directory, 0, true)) {
            assertThat(Probe.setting(postgres, "fsync")).isEqualTo("on");
            assertThat(Probe.setting(postgres, "synchronous_commit")).isEqualTo("on");
            Probe.insert(postgres, "committed");
            postgres.kill();
            assertThatThrownBy(() -> Probe.inserted(postgres)).isInstanceOf(SQLException.class);

            postgres.start();
            assertThat(Probe.inserted(postgres)).containsExactly("committed");
        }
    }

    @Test
    void a_taken_port_is_named_with_what_to_do() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() ->
                            EmbeddedServers.start(ServerOptions.in(directory).withKafka(port)))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("Kafka")
                    .hasMessageContaining("--kafka-port");
            assertThatThrownBy(() -> EmbeddedServers.start(
                            ServerOptions.in(directory).withoutKafka().withPostgres(port)))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("--postgres-port");
        }
        assertThat(directory.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void a_directory_belongs_to_one_set_of_servers() throws IOException {
        ServerOptions none = ServerOptions.in(directory).withoutKafka().withoutPostgres();
        try (RunningServers first = EmbeddedServers.start(none)) {
            assertThat(first.kafkaIfStarted()).isEmpty();
            assertThatThrownBy(() -> EmbeddedServers.start(none))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("--dir");
        }
        EmbeddedServers.start(none).close();
    }

    private static boolean listens(int port) {
        try {
            Ports.choose(port, "nobody", "none");
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
