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
import java.util.concurrent.atomic.LongAdder;

/** Stages what a source reads, and counts it. Safe from several threads. */
final class ExtractedRecords implements RecordSink {

    private final Batch batch;
    private final Set<String> superseded;
    private final RejectionLimit limit;
    private final LongAdder records = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    /** @param superseded ids whose newer state another batch reads */
    ExtractedRecords(Batch batch, Set<String> superseded) {
        this.batch = batch;
        this.superseded = superseded;
        this.limit = RejectionLimit.of(batch.command());
    }

    @Override
    public void record(Record record) {
        limit.accepted();
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
        if (record.contents().stream().map(Content::id).distinct().count() < record.contents().size()) {
            throw new ConnectorException(
                    "CONTENTS_AMBIGUOUS",
                    FailureType.INTERNAL,
                    "The connector gave two contents of one id with " + record.entityType() + " " + record.id());
        }
        return record;
    }

    @Override
    public void finding(Finding finding) {
        batch.finding(finding);
        if (finding.severity() == Severity.ERROR) {
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
