package io.drover.coordinator.operations;

import io.drover.contracts.Topics;
import io.drover.coordinator.persistence.DatabaseContext;
import io.drover.coordinator.planning.Announcements;
import io.drover.telemetry.Broker;
import io.drover.telemetry.Membership;
import io.drover.telemetry.Probe;
import io.drover.telemetry.ReadinessNeeds;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.hibernate.reactive.mutiny.Mutiny;

/** Whether the coordinator can plan and decide: its database, Kafka, its place on the results topic, and the connectors and paths it knows. */
@Readiness
@Startup
@ApplicationScoped
public class CoordinatorReadiness implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ReadinessNeeds needs;

    CoordinatorReadiness(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            DatabaseContext context,
            Broker broker,
            KafkaClientService clients,
            Announcements announcements) {
        Probe databaseProbe = new Probe(Duration.ofSeconds(3), PATIENCE, () -> {
            context.run(() -> database.withSession(session ->
                            session.createNativeQuery("select 1", Integer.class).getSingleResult()))
                    .await()
                    .atMost(PATIENCE);
            return "answers";
        });
        this.needs = ReadinessNeeds.of("coordinator-service")
                .and("kafka", broker::answer)
                .and("results", new Membership(clients, broker, "coordinator-results", Topics.RESULTS)::answer)
                .and(
                        "connectors",
                        new CaughtUp(clients, broker, "coordinator-connectors", announcements::takenUpTo)::answer)
                .and("database", databaseProbe::answer);
    }

    @Override
    public HealthCheckResponse call() {
        return needs.response();
    }
}
