package io.drover.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** A broker for one laptop: one node, small buffers, quick to start, also after it was killed. */
final class KafkaSettings {

    private static final String CLIENTS = "CLIENTS";
    private static final String CONTROLLER = "CONTROLLER";
    private static final String ONE = "1";
    private static final String MIB = String.valueOf(1024 * 1024);

    private static final Map<String, String> ONE_NODE = Map.of(
            "offsets.topic.replication.factor", ONE,
            "transaction.state.log.replication.factor", ONE,
            "transaction.state.log.min.isr", ONE,
            "share.coordinator.state.topic.replication.factor", ONE,
            "share.coordinator.state.topic.min.isr", ONE,
            "group.initial.rebalance.delay.ms", "0");

    private static final Map<String, String> SMALL = Map.ofEntries(
            // As in a cluster that is looked after: who needs a topic creates it, with what it needs.
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.num.partitions", "5"),
            Map.entry("transaction.state.log.num.partitions", "5"),
            Map.entry("share.coordinator.state.topic.num.partitions", "3"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "2"),
            Map.entry("background.threads", "2"),
            // Preallocated or mapped per partition or thread; the defaults are for servers.
            Map.entry("log.segment.bytes", String.valueOf(16 * 1024 * 1024)),
            Map.entry("log.index.size.max.bytes", MIB),
            Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024)));

    // The controller forgets a killed broker after the session timeout, and only then takes it back. Shorter, and a
    // busy
    // laptop would fence a living one.
    private static final Map<String, String> QUICK =
            Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500");

    private KafkaSettings() {}

    static Properties singleNode(Path data, KafkaUser user, int port, int advertisedPort, int controllerPort) {
        String controller = Ports.LOOPBACK + ":" + controllerPort;
        Properties settings = new Properties();
        settings.putAll(ONE_NODE);
        settings.putAll(SMALL);
        settings.putAll(QUICK);
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", ONE);
        settings.put("controller.quorum.voters", ONE + "@" + controller);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put(
                "listeners", CLIENTS + "://" + Ports.LOOPBACK + ":" + port + "," + CONTROLLER + "://" + controller);
        settings.put("advertised.listeners", CLIENTS + "://" + Ports.LOOPBACK + ":" + advertisedPort);
        settings.put("inter.broker.listener.name", CLIENTS);
        settings.put(
                "listener.security.protocol.map",
                CLIENTS + ":" + KafkaUser.PROTOCOL + "," + CONTROLLER + ":" + KafkaUser.PROTOCOL);
        settings.put("sasl.enabled.mechanisms", KafkaUser.MECHANISM);
        settings.put("sasl.mechanism.inter.broker.protocol", KafkaUser.MECHANISM);
        settings.put("sasl.mechanism.controller.protocol", KafkaUser.MECHANISM);
        user.guard(settings, CLIENTS);
        user.guard(settings, CONTROLLER);
        settings.put("log.dirs", data.toString());
        return settings;
    }
}
