package io.drover.loader;

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

/**
 * How many receipts are in doubt: intended, not confirmed, and no attempt at work on them. An index would make each confirmation
 * dearer, so the table is read whole, and the more seldom the longer that takes.
 */
@Startup
@ApplicationScoped
public class ReceiptFigures {

    private static final String IN_DOUBT = """
            select count(*)
              from receipt
              left join claim on claim.batch = receipt.batch
             where receipt.state = 'INTENDED' and (claim.batch is null or claim.lease_until < now())
            """;

    private final AgroalDataSource database;
    private final Sampled<Double> inDoubt =
            new Sampled<>("receipts in doubt", Duration.ofSeconds(15), 0.0, this::countInDoubt);

    ReceiptFigures(@DataSource("ledger") AgroalDataSource database, MeterRegistry registry) {
        this.database = database;
        Gauge.builder("drover.receipts.in.doubt", inDoubt, Sampled::get)
                .description("Receipts that are intended, not confirmed, and not being worked on")
                .register(registry);
    }

    private double countInDoubt() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(IN_DOUBT)) {
            rows.next();
            return rows.getDouble(1);
        }
    }
}
