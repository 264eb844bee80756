package io.drover.coordinator.operations;

import io.agroal.api.AgroalDataSource;
import io.drover.telemetry.Sampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Messages that wait in the outbox. Rows hold no time. So the age of the oldest row is the time since it was first seen as the oldest. */
@Startup
@ApplicationScoped
public class OutboxFigures {

    private static final String WAITING = "select count(*), coalesce(min(id), 0),"
            + " count(*) filter (where again_at is not null) from drover.outbox";

    /** @param oldest row's id, 0 when there is none */
    private record Waiting(long rows, long oldest, long seenAt, long setAside) {
        private static final Waiting NONE = new Waiting(0, 0, 0, 0);

        private double age() {
            return oldest == 0 ? 0 : (System.nanoTime() - seenAt) / 1e9;
        }
    }

    private final AgroalDataSource database;
    private Waiting last = Waiting.NONE;

    OutboxFigures(@DataSource("coordinator") AgroalDataSource database, MeterRegistry registry) {
        this.database = database;
        Sampled<Waiting> waiting = new Sampled<>("outbox", Duration.ofSeconds(2), Waiting.NONE, this::read);
        Gauge.builder("drover.outbox.rows", waiting, sample -> sample.get().rows())
                .description("Messages that wait to be sent to Kafka")
                .strongReference(true)
                .register(registry);
        Gauge.builder("drover.outbox.set.aside", waiting, sample -> sample.get().setAside())
                .description("Messages that their topic refused, kept and tried again every two minutes at the latest")
                .strongReference(true)
                .register(registry);
        Gauge.builder("drover.outbox.oldest", waiting, sample -> sample.get().age())
                .description("How long the oldest message has been waiting")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry);
    }

    private Waiting read() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(WAITING)) {
            rows.next();
            long oldest = rows.getLong(2);
            long seenAt = oldest == last.oldest() ? last.seenAt() : System.nanoTime();
            last = new Waiting(rows.getLong(1), oldest, seenAt, rows.getLong(3));
            return last;
        }
    }
}
