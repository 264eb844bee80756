package io.drover.worker;

import io.drover.contracts.BatchId;
import io.drover.worker.database.LedgerConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Which batches are done, for when their manifests are gone: a command may come again after its consumer group lost its offsets
 * and the staged data of its execution was cleaned up, and must then do nothing outside. Whoever closes a batch notes it as it gives
 * its claim back ({@link Claims}), and who claims one is told.
 *
 * <p>It grows by one row of about 200 bytes, index included, for each batch: 4 MB for a million records. A row is of use as long as
 * its command lies on a topic; older ones may be deleted (docs/operations.md, "Back up, clean up").
 */
@ApplicationScoped
public class ClosedBatches {

    private static final Logger LOG = Logger.getLogger(ClosedBatches.class);
    private static final String ADD = "insert into closed_batch (batch) values (?) on conflict do nothing";

    private final LedgerConnections connections;

    ClosedBatches(LedgerConnections connections) {
        this.connections = connections;
    }

    /**
     * The batch's manifest was committed by somebody who may not have noted it. That is what counts, so a database that takes no row is only told of in the log: as
     * long as the manifest is there, nothing is done again.
     */
    void add(BatchId batch) {
        try (LedgerConnections.Held held = connections.hold();
                PreparedStatement insert = held.connection().prepareStatement(ADD)) {
            insert.setString(1, batch.toString());
            insert.executeUpdate();
        } catch (SQLException e) {
            LOG.warnf(
                    "Not noted in the database that a batch is closed batchId=%s sqlState=%s", batch, e.getSQLState());
        }
    }
}
