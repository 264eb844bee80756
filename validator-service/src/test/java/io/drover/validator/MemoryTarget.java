package io.drover.validator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Check;
import io.drover.spi.Content;
import io.drover.spi.Finding;
import io.drover.spi.LoadItem;
import io.drover.spi.LoadSink;
import io.drover.spi.Located;
import io.drover.spi.OpenedContent;
import io.drover.spi.Prepared;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.spi.Target;
import io.drover.spi.TargetField;
import io.drover.spi.TargetSchema;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A target that holds bodies by target id. */
final class MemoryTarget implements Target {

    private final Map<String, ObjectNode> bodies = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Set<String> hiddenOnce = new HashSet<>();
    private final Set<String> failing = new HashSet<>();
    private final List<List<String>> fetches = new ArrayList<>();
    private final List<Located> located = new ArrayList<>();
    private final Map<String, List<Content>> contents = new HashMap<>();
    private final Map<String, byte[]> bytes = new HashMap<>();
    private Check check = Check.passed(List.of("qTest 12.1"));

    void put(String id, ObjectNode body) {
        bodies.put(id, body);
    }

    /** What {@code fetch} tells of a record's contents. */
    void contents(String id, Content... told) {
        contents.put(id, List.of(told));
    }

    /** What is read of a content; without it, it is not given back. */
    void bytes(String content, byte[] own) {
        bytes.put(content, own);
    }

    @Override
    public OpenedContent open(Content content, long offset) {
        byte[] own = bytes.get(content.id());
        return own == null
                ? Target.super.open(content, offset)
                : new OpenedContent.Bytes(new ByteArrayInputStream(own, (int) offset, own.length));
    }

    void remove(String id) {
        bodies.remove(id);
    }

    void alias(String id, String other) {
        aliases.put(id, other);
    }

    void hideOnce(String id) {
        hiddenOnce.add(id);
    }

    /** The record's own request fails, each time. */
    void fail(String id) {
        failing.add(id);
    }

    void answer(Check answer) {
        check = answer;
    }

    List<List<String>> fetches() {
        return fetches;
    }

    List<Located> located() {
        return located;
    }

    @Override
    public Check check() {
        return check;
    }

    @Override
    public TargetSchema schema() {
        return new TargetSchema(List.of(
                new TargetField("testcase", "Priority", TargetField.Type.CHOICE, List.of("High"), true, true, 0)));
    }

    @Override
    public Prepared prepare(List<TargetField> wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void load(List<LoadItem> items, LoadSink sink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, List<String>> findByOrigin(String entityType, List<LoadItem> items) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long countOrigins(String entityType) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, List<String>> findAnywhere(String entityType, List<LoadItem> items) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void fetch(String entityType, List<Located> items, RecordSink sink) {
        fetches.add(items.stream().map(Located::originId).toList());
        located.addAll(items);
        for (Located item : items) {
            if (failing.contains(item.targetId())) {
                sink.finding(new Finding(
                        "READ_BACK_FAILED",
                        Finding.Severity.ERROR,
                        entityType,
                        item.originId(),
                        null,
                        "500",
                        "look at it"));
                continue;
            }
            ObjectNode body = bodies.get(item.targetId());
            if (body != null && !hiddenOnce.remove(item.targetId())) {
                List<Content> own = contents.getOrDefault(item.targetId(), List.of());
                sink.record(new Record(entityType, item.originId(), body, own));
                if (aliases.containsKey(item.targetId())) {
                    sink.record(new Record(entityType, item.originId(), body));
                }
            }
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
