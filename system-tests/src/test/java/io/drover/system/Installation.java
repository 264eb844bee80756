package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.InstallationKey;
import io.drover.contracts.Signatures;
import io.drover.embedded.EmbeddedKafka;
import io.drover.embedded.EmbeddedServers;
import io.drover.embedded.RunningServers;
import io.drover.embedded.ServerOptions;
import io.drover.installation.KeyFile;
import io.drover.installation.Servers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A Drover of its own: Kafka, PostgreSQL, a staging directory, a key, an API token, and services in their processes. */
final class Installation implements AutoCloseable {

    private static final List<String> CONNECTORS = List.of("zephyr-scale", "qtest");
    /** Two JVMs of tests run side by side: what both may make has its number in its name. */
    static final String FORK = System.getProperty("drover.tests.fork", "jvm-1");

    private static @Nullable Installation shared;

    private final Path directory;
    private final RunningServers servers;
    private final Map<Program, Service> services = new EnumMap<>(Program.class);
    private final Map<String, String> settings = new HashMap<>();
    private final String apiToken;
    private final Api api;

    private Installation(String name, Map<String, String> more, List<Program> programs) throws IOException {
        this(
                fresh(name),
                EmbeddedServers.start(
                        ServerOptions.in(directory(name).resolve("servers")).withoutDurability()),
                more,
                programs);
    }

    private Installation(Path directory, RunningServers servers, Map<String, String> more, List<Program> programs)
            throws IOException {
        this.directory = directory;
        this.servers = servers;
        Path secrets = directory.resolve("secrets");
        Path token = KeyFile.in(secrets, "api-token");
        apiToken = Files.readString(token).strip();
        Map<String, String> database = servers.postgres().environment();
        Servers.Postgres postgres = new Servers.Postgres(
                servers.postgresHost(),
                servers.postgresPort(),
                servers.postgresDatabase(),
                Objects.requireNonNull(database.get("DROVER_DATABASE_USER")),
                Objects.requireNonNull(database.get("DROVER_DATABASE_PASSWORD")),
                database.get("DROVER_SCHEMA_OWNER_USER"),
                database.get("DROVER_SCHEMA_OWNER_PASSWORD"));
        // Another broker comes with all that its clients are set to.
        Map<String, String> broker = more.containsKey("KAFKA_BOOTSTRAP_SERVERS")
                ? Map.of()
                : EmbeddedKafka.environment(servers.kafkaSettings());
        settings.putAll(new Servers("", null, postgres)
                .environment(staging(), KeyFile.in(secrets, "key"), token, List.of("127.0.0.0/8")));
        settings.putAll(broker);
        // Many installations are idle at a time, each of which is polled 20 times a second otherwise.
        settings.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_POLL_TIMEOUT", "200");
        // Tests try wrong ones from one address, more than anybody does by mistake.
        settings.put("DROVER_API_LIMITS_WRONG_TOKENS_PER_MINUTE", "100000");
        settings.putAll(more);
        Files.createDirectories(logs());
        for (Program program : programs) {
            services.put(program, new Service(program, settings, logs().resolve(program.module() + ".log")));
        }
        services.values().forEach(Service::awaitReady);
        api = new Api(service(programs.getFirst())::uri, apiToken);
        await("announcements of the connectors")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(() ->
                        api.get("/connectors").json().findValuesAsText("id").containsAll(CONNECTORS));
    }

    /** An empty directory for an installation of this name. */
    static Path fresh(String name) throws IOException {
        Path directory = directory(name);
        delete(directory);
        return Files.createDirectories(directory);
    }

    static Path directory(String name) {
        return Program.file("system-tests/target/installations/" + name);
    }

    /** Services on servers that the caller made and may break; PostgreSQL among them. */
    static Installation on(RunningServers servers, Path directory, Map<String, String> settings, List<Program> programs)
            throws IOException {
        return new Installation(directory, servers, settings, programs);
    }

    /** All six services in one process; one for all tests of this JVM, which do it no harm. */
    static synchronized Installation shared() throws IOException {
        Installation running = shared;
        if (running == null) {
            Installation started = new Installation("shared-" + FORK, Map.of(), List.of(Program.STANDALONE));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started), "stop the shared installation"));
            shared = started;
            return started;
        }
        return running;
    }

    private static void stop(Installation installation) {
        try {
            installation.close();
        } catch (IOException | InterruptedException e) {
            System.err.println("the shared installation did not stop: " + e.getMessage());
        }
    }

    /** All six services in one process that a test may kill. */
    static Installation ofOneProcess(String name, Map<String, String> settings) throws IOException {
        return new Installation(name, settings, List.of(Program.STANDALONE));
    }

    /** Each service in a process of its own. */
    static Installation ofSixProcesses(String name, Map<String, String> settings) throws IOException {
        return new Installation(name, settings, Program.SERVICES);
    }

    Api api() {
        return api;
    }

    /** Where it is asked: of one process, or of six the coordinator. */
    URI address() {
        return service(services.containsKey(Program.STANDALONE) ? Program.STANDALONE : Program.COORDINATOR)
                .uri("");
    }

    String apiToken() {
        return apiToken;
    }

    /** A token that is made now. */
    String token(String name, String role) {
        ObjectNode wanted =
                JsonNodeFactory.instance.objectNode().put("name", name).put("role", role);
        Api.Answer made = api.post("/tokens", wanted.toString());
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("value").asText();
    }

    /** The API as whoever has that token sees it. */
    Api api(String token) {
        return new Api(
                service(services.containsKey(Program.STANDALONE) ? Program.STANDALONE : Program.COORDINATOR)::uri,
                token);
    }

    Path apiTokenFile() {
        return Path.of(Objects.requireNonNull(settings.get("DROVER_API_TOKEN_FILE")));
    }

    Service service(Program program) {
        return Objects.requireNonNull(services.get(program), program.module());
    }

    Set<Program> programs() {
        return Collections.unmodifiableSet(services.keySet());
    }

    /** One more process of a service beside the first; the caller stops it. */
    Service another(Program program, String name) throws IOException {
        return new Service(program, settings, logs().resolve(name + ".log")).awaitReady();
    }

    RunningServers servers() {
        return servers;
    }

    Connection database() throws SQLException {
        return DriverManager.getConnection(servers.jdbcUrl(), servers.postgresUser(), servers.postgresPassword());
    }

    Path logs() {
        return directory.resolve("logs");
    }

    Path staging() {
        return directory.resolve("staging");
    }

    /** The environment variables that its services were started with. */
    Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** A message as the installation's own services sign it. */
    ProducerRecord<byte[], byte[]> signed(String topic, String key, String value) {
        Signatures signatures = new Signatures(InstallationKey.read(
                Optional.of(Path.of(Objects.requireNonNull(settings.get("DROVER_SECRETS_KEY_FILE"))))));
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, Kafka.bytes(key), Kafka.bytes(value));
        message.headers().add(Signatures.HEADER, signatures.sign(topic, Kafka.bytes(key), Kafka.bytes(value)));
        return message;
    }

    static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** What services do when they are told to end is {@link GracefulEndTest}'s, and takes each of them seconds. */
    @Override
    public void close() throws IOException, InterruptedException {
        for (Service service : services.values()) {
            service.kill9();
        }
        servers.close();
    }
}
