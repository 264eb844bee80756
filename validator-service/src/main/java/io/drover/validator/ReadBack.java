package io.drover.validator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Content;
import io.drover.spi.Finding;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.spi.Target;
import io.drover.worker.Written;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records as the target has them now: none, one or several by origin id. */
final class ReadBack implements RecordSink {

    private final Map<String, List<Record>> found = new HashMap<>();
    private final Map<String, Finding> unreadable = new HashMap<>();
    private final Consumer<Finding> findings;

    private ReadBack(Consumer<Finding> findings) {
        this.findings = findings;
    }

    static ReadBack of(Target target, String entityType, Collection<Located> items, Consumer<Finding> findings) {
        ReadBack back = new ReadBack(findings);
        target.fetch(entityType, List.copyOf(items), back);
        return back;
    }

    @Override
    public synchronized void record(Record record) {
        found.computeIfAbsent(record.id(), id -> new ArrayList<>()).add(record);
    }

    @Override
    public synchronized void finding(Finding finding) {
        if (finding.severity() == Finding.Severity.ERROR) {
            unreadable.put(finding.subject(), finding); // told with the verdict, which may come after a second look
        } else {
            findings.accept(finding);
        }
    }

    /** Of a record that is there once. */
    synchronized List<Content> contents(String originId) {
        List<Record> records = found.getOrDefault(originId, List.of());
        return records.isEmpty() ? List.of() : records.getFirst().contents();
    }

    /** @param written what was written last; null when nobody knows */
    synchronized RecordVerdict verdict(String originId, ObjectNode wanted, @Nullable Written written) {
        Finding why = unreadable.get(originId);
        List<ObjectNode> bodies = found.getOrDefault(originId, List.of()).stream()
                .map(Record::body)
                .toList();
        return why != null && bodies.isEmpty()
                ? new RecordVerdict.Unreadable(why)
                : RecordVerdict.on(wanted, bodies, written);
    }
}
