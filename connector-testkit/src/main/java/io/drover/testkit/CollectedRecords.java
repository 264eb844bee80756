package io.drover.testkit;

import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a connector reads. */
public final class CollectedRecords implements RecordSink {

    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final List<Finding> findings = new CopyOnWriteArrayList<>();

    @Override
    public void record(Record record) {
        records.add(record);
    }

    @Override
    public void finding(Finding finding) {
        findings.add(finding);
    }

    public List<Record> records() {
        return records;
    }

    public List<Finding> findings() {
        return findings;
    }

    /** Origin ids, sorted, doubles too. */
    public List<String> ids() {
        return records.stream().map(Record::id).sorted().toList();
    }

    /** Origin ids of an entity type, sorted, doubles too. */
    public List<String> ids(String entityType) {
        return records.stream()
                .filter(record -> record.entityType().equals(entityType))
                .map(Record::id)
                .sorted()
                .toList();
    }
}
