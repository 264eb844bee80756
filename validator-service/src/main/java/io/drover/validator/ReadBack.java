package io.drover.validator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Finding;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.spi.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Records as the target has them now: none, one or several by origin id. */
final class ReadBack implements RecordSink {

    private final Map<String, List<ObjectNode>> found = new HashMap<>();
    private final Consumer<Finding> findings;

    private ReadBack(Consumer<Finding> findings) {
        this.findings = findings;
    }

    static ReadBack of(Target target, String kind, Collection<Located> items, Consumer<Finding> findings) {
        ReadBack back = new ReadBack(findings);
        target.fetch(kind, List.copyOf(items), back);
        return back;
    }

    @Override
    public synchronized void record(Record record) {
        found.computeIfAbsent(record.id(), id -> new ArrayList<>()).add(record.body());
    }

    @Override
    public void finding(Finding finding) {
        findings.accept(finding);
    }

    synchronized List<ObjectNode> bodies(String originId) {
        return found.getOrDefault(originId, List.of());
    }
}
