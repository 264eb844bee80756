package io.drover.telemetry;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Kafka, as one asks it how it is. One client for all checks and figures of the process. */
@ApplicationScoped
public class Broker {

    private static final int TIMEOUT_MS = 2000;

    private final Admin admin;
    private final Probe probe;

    /** @param settings {@code kafka.*} of the configuration, without the prefix */
    @Inject
    public Broker(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        Map<String, Object> known = new HashMap<>(settings);
        known.keySet().retainAll(AdminClientConfig.configNames());
        known.put(AdminClientConfig.CLIENT_ID_CONFIG, "drover-health");
        known.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        known.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        this.admin = Admin.create(known);
        this.probe = new Probe(Duration.ofSeconds(3), Duration.ofMillis(TIMEOUT_MS + 500), this::nodes);
    }

    private String nodes() throws Exception {
        int nodes = admin.describeCluster().nodes().get().size();
        if (nodes == 0) {
            throw new IllegalStateException("Kafka knows of no broker");
        }
        return nodes == 1 ? "1 broker" : nodes + " brokers";
    }

    /** Whether it answers. */
    public Probe.Answer answer() {
        return probe.answer();
    }

    public Admin admin() {
        return admin;
    }

    void stop(@Observes ShutdownEvent event) {
        close();
    }

    public void close() {
        admin.close(Duration.ZERO);
    }
}
