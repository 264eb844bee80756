package io.drover.loader;

import io.drover.contracts.Counts;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.worker.Batch;
import io.drover.worker.Receipt;
import org.jspecify.annotations.Nullable;

/** Counts what became of a batch's records, and tells what did not become a write. */
final class Outcomes {

    private final Batch batch;
    private long in;
    private long loaded;
    private long updated;
    private long skipped;
    private long rejected;
    private long dropped;

    Outcomes(Batch batch) {
        this.batch = batch;
    }

    void given(int records) {
        in += records;
    }

    /** An earlier attempt wrote it. */
    void writtenBefore(Located located) {
        batch.write("loaded", located);
        loaded++;
    }

    void written(ReceiptSink sink) {
        loaded += sink.loadedCount();
        updated += sink.updatedCount();
        rejected += sink.rejectedCount();
    }

    /** In the target as it should be, since an earlier execution. */
    void unchanged(String entityType, String originId, Located located, Receipt receipt) {
        batch.write("loaded", located);
        skipped++;
        tell(
                "UNCHANGED",
                Severity.INFO,
                entityType,
                originId,
                "loaded by execution " + receipt.execution(),
                "Nothing to do: the target has it since an earlier execution, and the source did not change.");
    }

    /** In the target as it should be, although no receipt said so. */
    void asItShouldBe(Located located) {
        batch.write("loaded", located);
        skipped++;
    }

    void adopted(Record record, String targetId) {
        tell(
                "ADOPTED",
                Severity.INFO,
                record.entityType(),
                record.id(),
                targetId,
                "The target had a record of this origin that no receipt of this installation knew; it is taken over and not"
                        + " created again.");
    }

    void exists(Record record, String targetId) {
        rejected++;
        tell(
                "EXISTS_IN_TARGET",
                Severity.ERROR,
                record.entityType(),
                record.id(),
                targetId,
                "The target has a record of this origin that no receipt of this installation knows, and the migration says"
                        + " existing: reject. Let it be adopted, or remove it from the target.");
    }

    void recreated(Record record, @Nullable String targetId) {
        tell(
                "RECREATED",
                Severity.INFO,
                record.entityType(),
                record.id(),
                "was " + targetId,
                "It was loaded before and is gone from the target; it is created again.");
    }

    void listedTwice(Record record) {
        dropped++;
        tell(
                "LISTED_TWICE",
                Severity.WARNING,
                record.entityType(),
                record.id(),
                null,
                "The source gave this record more than once; it is in the target once.");
    }

    /** A value that somebody else changed in the target. */
    void conflict(Record record, String place, LoadPolicy.Conflicts policy) {
        switch (policy) {
            case KEEP -> {} // reading back tells, each time
            case OVERWRITE ->
                batch.finding(new Finding(
                        "CONFLICT",
                        Severity.WARNING,
                        record.entityType(),
                        record.id(),
                        place,
                        null,
                        "Somebody changed this value in the target since it was written; the migration says conflicts:"
                                + " overwrite, and the source's value replaces it."));
            case REJECT ->
                batch.finding(new Finding(
                        "CONFLICT",
                        Severity.ERROR,
                        record.entityType(),
                        record.id(),
                        place,
                        null,
                        "Somebody changed this value in the target since it was written, and the migration says conflicts:"
                                + " reject; the record stays as it is there."));
        }
    }

    void reject(Iterable<Finding> why) {
        rejected++;
        why.forEach(batch::finding);
    }

    void rejectedConflict() {
        rejected++;
    }

    Counts counts() {
        return new Counts(in, loaded, skipped, rejected, dropped, 0, updated);
    }

    private void tell(
            String code,
            Severity severity,
            String entityType,
            String originId,
            @Nullable String evidence,
            String advice) {
        batch.finding(new Finding(code, severity, entityType, originId, null, evidence, advice));
    }
}
