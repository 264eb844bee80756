package io.drover.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A broker that lets in by name and password (SCRAM) and asks an authorizer; an inner door on loopback is the administrator's. */
final class ScramBroker implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final String MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    private final int inner;
    private final int outer;
    private final KafkaRaftServer server;

    private ScramBroker(int inner, int outer, KafkaRaftServer server) {
        this.inner = inner;
        this.outer = outer;
        this.server = server;
    }

    static ScramBroker start(Path directory) throws IOException {
        int inner = port();
        int outer = port();
        Properties settings = settings(directory.resolve("data"), inner, outer, port());
        Path file = directory.resolve("server.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = StorageTool.execute(
                new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()},
                new PrintStream(said, true, StandardCharsets.UTF_8));
        if (exit != 0) {
            throw new IOException("not formatted: " + said.toString(StandardCharsets.UTF_8));
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
        return new ScramBroker(inner, outer, server);
    }

    private static Properties settings(Path data, int inner, int outer, int controller) {
        String at = "://" + LOOPBACK + ":";
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@" + LOOPBACK + ":" + controller,
                "controller.listener.names", "CONTROLLER",
                "listeners", "INNER" + at + inner + ",OUTER" + at + outer + ",CONTROLLER" + at + controller,
                "advertised.listeners", "INNER" + at + inner + ",OUTER" + at + outer,
                "inter.broker.listener.name", "INNER",
                "listener.security.protocol.map", "INNER:PLAINTEXT,OUTER:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", data.toString()));
        settings.putAll(Map.of(
                "sasl.enabled.mechanisms", MECHANISM,
                "listener.name.outer.scram-sha-512.sasl.jaas.config", MODULE + ";",
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users", "User:ANONYMOUS",
                "auto.create.topics.enable", "false",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0"));
        return settings;
    }

    private static int port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Settings of the administrator's clients. */
    Map<String, Object> asAdmin() {
        return Map.of("bootstrap.servers", LOOPBACK + ":" + inner);
    }

    /** Settings of a service's clients, as the environment gives them to it. */
    Map<String, Object> as(String name, String password) {
        return Map.of(
                "bootstrap.servers",
                LOOPBACK + ":" + outer,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                MECHANISM,
                "sasl.jaas.config",
                MODULE + " username=\"" + name + "\" password=\"" + password + "\";");
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
