package io.drover.coordinator.evidence;

import io.drover.contracts.AuditSignatures;
import io.drover.contracts.Outcome;
import io.drover.coordinator.persistence.ExecutionPages;
import io.drover.staging.StagingFullException;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Gathers evidence that is due, one execution's after the other, and answers for it as a worker does: the command that reads it
 * follows, or the attempt has failed, and is tried again and given up as any other. Whoever dies at it is followed by another
 * when its lease is over. Blocks.
 */
final class EvidenceGatherer {

    private static final Logger LOG = Logger.getLogger(EvidenceGatherer.class);
    private static final int LEASE_SECONDS = 10;
    private static final long KEEP_NANOS = 3_000_000_000L;

    private final GatheringTable table;
    private final ExecutionPages pages;
    private final SignedAudit audit;
    private final StagingStore store;

    EvidenceGatherer(DataSource database, StagingStore store, AuditSignatures signatures) {
        this.table = new GatheringTable(database, LEASE_SECONDS);
        this.pages = new ExecutionPages(database);
        this.audit = new SignedAudit(database, signatures);
        this.store = store;
    }

    /**
     * Gathers what has been due longest.
     *
     * @return whether there was any
     * @throws SQLException when the database takes nothing; what was begun is begun again when its lease is over
     */
    boolean gatherOne() throws SQLException {
        Optional<Gathering> taken = table.take();
        if (taken.isEmpty()) {
            return false;
        }
        Gathering due = taken.get();
        long start = System.nanoTime();
        Optional<Outcome.Failed> failure = failure(due);
        if (failure.isEmpty()) {
            table.gathered(due);
        } else {
            table.failed(due, (System.nanoTime() - start) / 1_000_000, failure.get());
        }
        return true;
    }

    private Optional<Outcome.Failed> failure(Gathering due) throws SQLException {
        try {
            EvidenceWriter writer = new EvidenceWriter(store, pages, audit, due, alive(due));
            if (!writer.isDone()) {
                writer.write(table.definition(due.execution()));
            }
            return Optional.empty();
        } catch (IOException e) {
            if (e.getCause() instanceof SQLException unreachable) {
                throw unreachable;
            }
            return Optional.of(
                    e instanceof StagingFullException
                            ? failed(
                                    due,
                                    "STAGING_FULL",
                                    Outcome.FailureType.RESOURCES,
                                    String.valueOf(e.getMessage()),
                                    e)
                            : failed(
                                    due,
                                    "STAGING_UNAVAILABLE",
                                    Outcome.FailureType.RESOURCES,
                                    "The coordinator cannot write the evidence to the staging store: " + e.getMessage(),
                                    e));
        } catch (RuntimeException e) {
            String what = "Unexpected " + e.getClass().getSimpleName()
                    + " while the evidence was gathered; see the coordinator's log";
            return Optional.of(failed(due, "EVIDENCE_NOT_GATHERED", Outcome.FailureType.INTERNAL, what, e));
        }
    }

    private EvidenceWriter.Alive alive(Gathering due) {
        long[] kept = {System.nanoTime()};
        return () -> {
            if (System.nanoTime() - kept[0] > KEEP_NANOS) {
                kept[0] = System.nanoTime();
                if (!table.keep(due)) {
                    throw new IOException("another coordinator has gathered it");
                }
            }
        };
    }

    private static Outcome.Failed failed(
            Gathering due, String code, Outcome.FailureType type, String message, Exception cause) {
        LOG.warnf(
                cause,
                "Evidence not gathered executionId=%s batchId=%s errorCode=%s",
                due.execution(),
                due.batch(),
                code);
        return new Outcome.Failed(code, type, message, null);
    }
}
