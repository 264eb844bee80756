package io.drover.extractor;

import io.drover.contracts.Counts;
import io.drover.spi.ConnectorException;
import io.drover.spi.Content;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.worker.Batch;
import io.drover.worker.RejectionLimit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stages what a source reads, and counts it: part {@code records}. Records of other entity types that came by them are kept apart for the
 * steps that move those: parts {@code emitted-<entity type>}, and in {@code lost} those that could not be read. Safe from several threads.
 */
final class ExtractedRecords implements RecordSink {

    private final Batch batch;
    private final Set<String> superseded;
    private final RejectionLimit limit;
    private final String entityType;
    private final Set<String> emits;
    private final Set<String> notMoved = ConcurrentHashMap.newKeySet();
    private final LongAdder records = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    /**
     * @param entityType of the slice
     * @param superseded ids whose newer state another batch reads
     */
    ExtractedRecords(Batch batch, String entityType, Set<String> superseded) {
        this.batch = batch;
        this.superseded = superseded;
        this.entityType = entityType;
        this.emits = Set.copyOf(batch.command().along().emits());
        this.limit = RejectionLimit.of(batch.command());
    }

    @Override
    public void record(Record record) {
        limit.accepted();
        if (!record.entityType().equals(entityType)) {
            emitted(record);
            return;
        }
        if (superseded.contains(record.id())) {
            batch.finding(new Finding(
                    "LISTED_TWICE",
                    Severity.WARNING,
                    record.entityType(),
                    record.id(),
                    null,
                    null,
                    "The source lists this record more than once; what it lists last is moved."));
            return;
        }
        batch.write("records", WellFormed.of(distinct(record), batch::finding));
        records.increment();
    }

    /** Receipts of contents go by their ids. */
    private static Record distinct(Record record) {
        if (record.contents().stream().map(Content::id).distinct().count()
                < record.contents().size()) {
            throw new ConnectorException(
                    "CONTENTS_AMBIGUOUS",
                    FailureType.INTERNAL,
                    "The connector gave two contents of one id with " + record.entityType() + " " + record.id());
        }
        return record;
    }

    private void emitted(Record record) {
        if (emits.contains(record.entityType())) {
            batch.write("emitted-" + record.entityType(), WellFormed.of(distinct(record), batch::finding));
        } else if (notMoved.add(record.entityType())) {
            batch.finding(new Finding(
                    "EMITTED_NOT_MOVED",
                    Severity.WARNING,
                    record.entityType(),
                    record.id(),
                    null,
                    "came by " + entityType,
                    "No step of this plan moves records of this entity type, so that this one and all others that came by"
                            + " those of this batch are in the source only."));
        }
    }

    @Override
    public void finding(Finding finding) {
        batch.finding(finding);
        boolean lost = finding.severity() == Severity.ERROR;
        if (lost && emits.contains(finding.entityType())) {
            batch.write("lost", new LostRecord(finding.entityType(), finding.subject()));
        } else if (lost) {
            rejected.increment();
            limit.rejected(finding);
        }
    }

    Counts counts() {
        long read = records.sum();
        long refused = rejected.sum();
        return new Counts(read + refused, read, 0, refused, 0, 0);
    }
}
