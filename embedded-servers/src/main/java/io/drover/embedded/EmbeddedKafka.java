package io.drover.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker in this JVM: KRaft, one node that is broker and controller. Only who knows its password is let in, at the
 * controller's port too. Its data stay in its directory when it stops and are there again when it starts.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private final Path directory;
    private final int port;
    private final int advertisedPort;
    private final int controllerPort;
    private final KafkaUser user;
    private @Nullable KafkaRaftServer server;

    private EmbeddedKafka(Path directory, KafkaUser user, int port, int advertisedPort, int controllerPort) {
        this.directory = directory;
        this.user = user;
        this.port = port;
        this.advertisedPort = advertisedPort;
        this.controllerPort = controllerPort;
    }

    /**
     * Starts a broker and returns when it answers.
     *
     * @param directory of this broker alone; made and formatted when it is not there
     * @param port 0 for any free one
     */
    public static EmbeddedKafka start(Path directory, int port) throws IOException {
        int chosen = Ports.choose(port, "Kafka", "--kafka-port");
        return start(directory, chosen, chosen);
    }

    /** As {@link #start(Path, int)}, for clients that reach the broker through something else at {@code advertisedPort}. */
    public static EmbeddedKafka start(Path directory, int port, int advertisedPort) throws IOException {
        Path absolute = directory.toAbsolutePath();
        EmbeddedKafka kafka = new EmbeddedKafka(absolute, KafkaUser.of(absolute), port, advertisedPort, Ports.any());
        kafka.start();
        return kafka;
    }

    /** Starts the broker again after {@link #stop()}, at the same port. */
    public synchronized void start() throws IOException {
        if (server != null) {
            return;
        }
        Path data = directory.resolve("data");
        if (!Files.exists(data)) {
            format(data);
        }
        KafkaRaftServer starting = new KafkaRaftServer(KafkaConfig.fromProps(settings(data), false), Time.SYSTEM);
        try {
            starting.startup();
        } catch (RuntimeException e) {
            starting.shutdown();
            throw new IOException("Kafka in " + directory + " did not start: " + e.getMessage(), e);
        }
        server = starting;
    }

    /** Stops the broker in order; clients see their connections close. Its data stay. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    /** What any client of it is set to, in Kafka's words: the address, and user and password. */
    public Map<String, String> clientSettings() {
        return clientSettings(user, port);
    }

    /** The same of one that may run in another process, and that clients reach at {@code port}. */
    public static Map<String, String> clientSettings(Path directory, int port) throws IOException {
        return clientSettings(KafkaUser.of(directory), port);
    }

    /** The same as the variables that Drover's services take. */
    public static Map<String, String> environment(Map<String, String> clientSettings) {
        Map<String, String> variables = new HashMap<>();
        clientSettings.forEach((name, value) ->
                variables.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return variables;
    }

    Map<String, String> login() {
        return user.client();
    }

    private static Map<String, String> clientSettings(KafkaUser user, int port) {
        Map<String, String> settings = new HashMap<>(user.client());
        settings.put("bootstrap.servers", Ports.LOOPBACK + ":" + port);
        return Map.copyOf(settings);
    }

    public int port() {
        return port;
    }

    int controllerPort() {
        return controllerPort;
    }

    @Override
    public void close() {
        stop();
    }

    /** Formats aside and renames: what is there is formatted whole. */
    private void format(Path data) throws IOException {
        Path aside = directory.resolve("formatting-" + UUID.randomUUID());
        Path file = directory.resolve("format.properties");
        Files.deleteIfExists(file);
        try (Writer out = Files.newBufferedWriter(OwnFiles.create(file))) {
            settings(aside).store(out, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = StorageTool.execute(
                new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()},
                new PrintStream(said, true, StandardCharsets.UTF_8));
        if (exit != 0) {
            throw new IOException("Kafka could not format " + data + ": " + said.toString(StandardCharsets.UTF_8));
        }
        Files.delete(file);
        Files.move(aside, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private Properties settings(Path data) {
        return KafkaSettings.singleNode(data, user, port, advertisedPort, controllerPort);
    }
}
