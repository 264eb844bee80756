package io.drover.worker;

import io.drover.contracts.Phase;
import io.drover.contracts.Topics;
import io.drover.staging.StagingStore;
import io.drover.telemetry.Broker;
import io.drover.telemetry.Membership;
import io.drover.telemetry.Probe;
import io.drover.telemetry.ReadinessNeeds;
import io.drover.worker.database.LedgerConnections;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** What every worker needs to do a batch: its topic, Kafka, PostgreSQL, and a staging store that can be written. */
@ApplicationScoped
public class WorkerReadiness {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int SECONDS = 2;

    private final KafkaClientService clients;
    private final Broker broker;
    private final LedgerConnections connections;
    private final StagingStore store;
    private final WorkerName worker;
    private final Probe databaseProbe = new Probe(Duration.ofSeconds(3), PATIENCE, this::queryDatabase);
    private final Probe stagingProbe = new Probe(Duration.ofSeconds(10), PATIENCE, this::writeStaging);

    WorkerReadiness(
            KafkaClientService clients,
            Broker broker,
            LedgerConnections connections,
            StagingStore store,
            WorkerName worker) {
        this.clients = clients;
        this.broker = broker;
        this.connections = connections;
        this.store = store;
        this.worker = worker;
    }

    /**
     * @param service its name, for operators
     * @param channel on which it takes commands
     */
    public ReadinessNeeds of(String service, Phase phase, String channel) {
        return ReadinessNeeds.of(service)
                .and("kafka", broker::answer)
                .and("commands", new Membership(clients, broker, channel, Topics.commands(phase))::answer)
                .and("database", databaseProbe::answer)
                .and("staging", stagingProbe::answer);
    }

    private String queryDatabase() throws SQLException {
        try (LedgerConnections.Held held = connections.hold()) {
            Connection connection = held.connection();
            if (!connection.isValid(SECONDS)) {
                throw new SQLException("the connection is broken");
            }
            return "answers";
        }
    }

    private String writeStaging() throws IOException {
        String key = "health/" + worker.value();
        try (OutputStream out = store.create(key)) {
            out.write(key.getBytes(StandardCharsets.UTF_8));
        }
        store.deleteAll(key);
        return "writable";
    }
}
