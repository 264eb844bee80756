package io.drover.coordinator.operations;

import io.agroal.api.AgroalDataSource;
import io.drover.telemetry.Sampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/** Executions that are open, and the books of those that ended within a day. Asked of the database when somebody looks. */
@Startup
@ApplicationScoped
public class ExecutionFigures {

    private static final Duration KEPT = Duration.ofDays(1);
    /** One that ended earlier may be committed later. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    /** Of the ended ones only what was not read before: their states are large and do not change. */
    private static final String CHANGED = """
            select id, plan, state
              from drover.execution
             where status in ('RUNNING', 'HELD') or finished_at > ?
            """;

    private final AgroalDataSource database;
    private final Sampled<ExecutionSums> sums;
    private ExecutionSums last = ExecutionSums.NONE;

    ExecutionFigures(@DataSource("coordinator") AgroalDataSource database, MeterRegistry registry) {
        this.database = database;
        this.sums = new Sampled<>("executions", Duration.ofSeconds(5), last, this::read);
        for (String state : ExecutionSums.OPEN_STATES) {
            gauge("drover.executions", "Open executions", registry, sums -> sums.open(state), "state", state);
        }
        for (String fate : ExecutionSums.FATES) {
            gauge(
                    "drover.books.records",
                    "Records of executions that ended within a day, by what became of them",
                    registry,
                    sums -> sums.ended(fate),
                    "fate",
                    fate);
        }
        gauge(
                "drover.books.missing.records",
                "Records of executions that ended within a day and are not accounted for: must be 0",
                registry,
                ExecutionSums::missing);
        gauge(
                "drover.open.records",
                "Records that open executions have read and not brought to an end yet",
                registry,
                ExecutionSums::underWay);
        gauge("drover.open.batches", "Batches of open executions", registry, ExecutionSums::openBatches);
    }

    private void gauge(
            String name,
            String description,
            MeterRegistry registry,
            ToDoubleFunction<ExecutionSums> value,
            String... tags) {
        Gauge.builder(name, sums, figures -> value.applyAsDouble(figures.get()))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private ExecutionSums read() throws SQLException {
        Instant oldest = Instant.now().minus(KEPT);
        ExecutionSums next = last.since(oldest);
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(CHANGED)) {
            query.setTimestamp(
                    1,
                    Timestamp.from(next.lastEnd().map(end -> end.minus(OVERLAP)).orElse(oldest)));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    next = next.with(rows.getString(1), rows.getString(2), rows.getString(3));
                }
            }
        }
        last = next;
        return next;
    }
}
