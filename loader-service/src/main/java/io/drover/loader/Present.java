package io.drover.loader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Content;
import io.drover.spi.Finding;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.spi.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the target has now of records that it should have. */
final class Present implements RecordSink {

    private final Map<String, List<Record>> found = new HashMap<>();
    private final Map<String, Finding> unreadable = new HashMap<>();

    private Present() {}

    static Present of(Target target, String entityType, List<Located> items) {
        Present present = new Present();
        if (items.isEmpty()) {
            return present;
        }
        target.fetch(entityType, items, present);
        for (Located item : items) {
            if (present.found.getOrDefault(item.originId(), List.of()).size() > 1) {
                // Several of one origin: a single one is read by its own id.
                present.found.remove(item.originId());
                target.fetch(entityType, List.of(item), present);
            }
        }
        return present;
    }

    /** Null when the target does not have it. */
    synchronized @Nullable ObjectNode body(String originId) {
        List<Record> records = found.getOrDefault(originId, List.of());
        return records.isEmpty() ? null : records.getFirst().body();
    }

    /** None when the target does not have the record. */
    synchronized List<Content> contents(String originId) {
        List<Record> records = found.getOrDefault(originId, List.of());
        return records.isEmpty() ? List.of() : records.getFirst().contents();
    }

    /** Why the target could not say what it has; null where it could. */
    synchronized @Nullable Finding unreadable(String originId) {
        return unreadable.get(originId);
    }

    @Override
    public synchronized void record(Record record) {
        found.computeIfAbsent(record.id(), id -> new ArrayList<>()).add(record);
    }

    @Override
    public synchronized void finding(Finding finding) {
        if (finding.severity() == Finding.Severity.ERROR) {
            unreadable.put(finding.subject(), finding);
        }
    }
}
