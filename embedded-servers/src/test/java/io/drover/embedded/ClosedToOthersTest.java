package io.drover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another user of the machine, who reaches every port of loopback, can do with the servers. */
class ClosedToOthersTest {

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Path directory;

    ClosedToOthersTest(@TempDir Path directory) {
        this.directory = directory.resolve("servers");
    }

    @Test
    void who_has_no_password_or_a_wrong_one_reads_and_writes_no_topic() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            Probe.send(kafka.clientSettings(), "secret");

            Map<String, String> nobody = Map.of("bootstrap.servers", kafka.bootstrapServers());
            assertRefused(nobody, Exception.class);

            Map<String, String> stranger = new HashMap<>(kafka.clientSettings());
            stranger.computeIfPresent(
                    "sasl.jaas.config", (name, login) -> login.replaceAll("password=\".", "password=\"x"));
            assertRefused(stranger, SaslAuthenticationException.class);

            Map<String, String> other = new HashMap<>(kafka.clientSettings());
            other.computeIfPresent("sasl.jaas.config", (name, login) -> login.replace("\"drover\"", "\"admin\""));
            assertRefused(other, SaslAuthenticationException.class);
        }
    }

    @Test
    void the_controller_lets_in_no_stranger_either() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            String controller = "127.0.0.1:" + kafka.controllerPort();
            Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
            settings.remove("bootstrap.servers");
            settings.put("bootstrap.controllers", controller);
            try (Admin admin = Admin.create(settings)) {
                assertThat(admin.describeMetadataQuorum()
                                .quorumInfo()
                                .get(30, TimeUnit.SECONDS)
                                .leaderId())
                        .isEqualTo(1);
            }
            Map<String, Object> nobody = Map.of(
                    "bootstrap.controllers",
                    controller,
                    "default.api.timeout.ms",
                    "2000",
                    "request.timeout.ms",
                    "1000");
            try (Admin admin = Admin.create(nobody)) {
                assertThatThrownBy(() ->
                                admin.describeMetadataQuorum().quorumInfo().get(30, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class);
            }
        }
    }

    @Test
    void a_broker_of_a_release_that_had_no_password_keeps_its_messages() throws Exception {
        int port = Ports.any();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port)) {
            Probe.send(kafka.clientSettings(), "new");
        }
        Properties open = new Properties();
        open.putAll(KafkaSettings.singleNode(directory.resolve("data"), new KafkaUser("any"), port, port, Ports.any()));
        open.keySet().removeIf(key -> key.toString().contains("sasl"));
        open.replaceAll((key, value) -> value.toString().replace(KafkaUser.PROTOCOL, "PLAINTEXT"));
        KafkaRaftServer earlier = new KafkaRaftServer(KafkaConfig.fromProps(open, false), Time.SYSTEM);
        earlier.startup();
        try {
            Probe.send(Map.of("bootstrap.servers", "127.0.0.1:" + port), "of the earlier release");
        } finally {
            earlier.shutdown();
            earlier.awaitShutdown();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            assertThat(Probe.received(kafka.clientSettings())).containsExactly("new", "of the earlier release");
        }
    }

    @Test
    void nobody_but_the_owner_enters_a_directory_of_the_servers_also_one_that_was_open() throws Exception {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));

        try (RunningServers servers =
                EmbeddedServers.start(ServerOptions.in(directory).withoutDurability())) {
            ServersFile.of(servers).write(directory);

            assertThat(openToOthers(directory)).isEmpty();
        }
    }

    @Test
    void all_servers_listen_on_loopback_only() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            for (InetAddress address :
                    InetAddress.getAllByName(InetAddress.getLocalHost().getHostName())) {
                if (!address.isLoopbackAddress()) {
                    new ServerSocket(kafka.port(), 1, address).close(); // free there
                }
            }
        }
    }

    private static void assertRefused(Map<String, String> client, Class<? extends Throwable> by) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("default.api.timeout.ms", "3000");
        settings.put("request.timeout.ms", "2000");
        try (Admin admin = Admin.create(settings)) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(by);
        }
    }

    /** What stands in a directory that others enter, and lets them read, write or enter it. */
    private static List<Path> openToOthers(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (permissions.stream().noneMatch(OTHERS::contains)) {
            return List.of();
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> children = Files.list(path)) {
            return Stream.concat(Stream.of(path), children).toList();
        }
    }
}
