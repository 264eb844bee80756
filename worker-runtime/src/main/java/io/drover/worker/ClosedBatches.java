package io.drover.worker;

import io.agroal.api.AgroalDataSource;
import io.drover.contracts.BatchId;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Which batches are done, for when their manifests are gone: a command may come again after its consumer group lost its offsets
 * and the staged data of its execution was cleaned up, and must then do nothing outside.
 *
 * <p>It grows by one row of about 200 bytes, index included, for each batch: 4 MB for a million records. A row is of use as long as
 * its command lies on a topic; older ones may be deleted (docs/operations.md, "Back up, clean up").
 */
@ApplicationScoped
public class ClosedBatches {

    private static final Logger LOG = Logger.getLogger(ClosedBatches.class);
    private static final String ADD = "insert into closed_batch (batch) values (?) on conflict do nothing";
    private static final String HAS = "select exists (select from closed_batch where batch = ?)";

    private final AgroalDataSource database;

    ClosedBatches(@DataSource("ledger") AgroalDataSource database) {
        this.database = database;
    }

    /**
     * The batch's manifest is committed. That is what counts, so a database that takes no row is only told of in the log: as
     * long as the manifest is there, nothing is done again.
     */
    void add(BatchId batch) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, batch.toString());
            insert.executeUpdate();
        } catch (SQLException e) {
            LOG.warnf(
                    "Not noted in the database that a batch is closed batchId=%s sqlState=%s", batch, e.getSQLState());
        }
    }

    /** @throws ConnectorException {@code DATABASE_UNAVAILABLE} */
    boolean has(BatchId batch) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(HAS)) {
            query.setString(1, batch.toString());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new ConnectorException(
                    "DATABASE_UNAVAILABLE",
                    FailureType.RESOURCES,
                    "Cannot read in Drover's database whether a batch is closed (SQL state " + e.getSQLState() + ")",
                    null,
                    e);
        }
    }
}
