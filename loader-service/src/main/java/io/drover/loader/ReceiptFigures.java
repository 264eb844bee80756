package io.drover.loader;

import io.drover.telemetry.Sampled;
import io.drover.worker.database.LedgerConnections;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * How many receipts are in doubt: intended, not confirmed, and no attempt at work on them. An index would make each confirmation
 * dearer, so some 100,000 receipts are looked at, and where there are more the figure is an estimate: fifty loaders that read
 * ten million rows each would be most of the database's work.
 */
@Startup
@ApplicationScoped
public class ReceiptFigures {

    private static final double LOOKED_AT = 100_000;

    private static final String ROWS = "select reltuples from pg_class where oid = 'receipt'::regclass";

    private static final String IN_DOUBT = """
            select count(*)
              from receipt tablesample system (?)
              left join claim on claim.batch = receipt.batch
             where receipt.state = 'INTENDED' and (claim.batch is null or claim.lease_until < now())
            """;

    private final LedgerConnections connections;
    private final Sampled<Double> inDoubt =
            new Sampled<>("receipts in doubt", Duration.ofSeconds(15), 0.0, this::countInDoubt);

    ReceiptFigures(LedgerConnections connections, MeterRegistry registry) {
        this.connections = connections;
        Gauge.builder("drover.receipts.in.doubt", inDoubt, Sampled::get)
                .description("Receipts that are intended, not confirmed, and not being worked on")
                .register(registry);
    }

    double countInDoubt() throws SQLException {
        try (LedgerConnections.Held held = connections.hold();
                PreparedStatement query = held.connection().prepareStatement(IN_DOUBT)) {
            double share = Math.min(1, LOOKED_AT / Math.max(1, rows(held.connection())));
            query.setDouble(1, 100 * share);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getDouble(1) / share;
            }
        }
    }

    /** As many as PostgreSQL last found there; less than 0 when it has not looked yet. */
    private static double rows(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(ROWS)) {
            rows.next();
            return rows.getDouble(1);
        }
    }
}
