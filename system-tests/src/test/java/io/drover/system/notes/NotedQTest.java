package io.drover.system.notes;

import io.drover.connectors.qtest.QTestConnector;
import io.drover.spi.Check;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Content;
import io.drover.spi.ContentToLoad;
import io.drover.spi.DeleteSink;
import io.drover.spi.Descriptor;
import io.drover.spi.EntityType;
import io.drover.spi.EntityType.Can;
import io.drover.spi.LoadItem;
import io.drover.spi.LoadSink;
import io.drover.spi.Located;
import io.drover.spi.OpenedContent;
import io.drover.spi.Prepared;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.spi.Role;
import io.drover.spi.Target;
import io.drover.spi.TargetField;
import io.drover.spi.TargetSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** qTest as the release writes it, and notes: files of the directory {@code notes}, each called as its origin. */
public final class NotedQTest implements Connector {

    static final String ID = "noted-qtest";

    private final QTestConnector known = new QTestConnector();

    @Override
    public Descriptor descriptor() {
        Descriptor qtest = known.descriptor();
        return new Descriptor(
                ID,
                "qTest with notes",
                Set.of(Role.TARGET),
                Notes.and(
                        qtest.entityTypes(),
                        new EntityType(
                                Notes.TYPE,
                                "Notes",
                                List.of(),
                                Set.of(Can.CREATE, Can.UPDATE, Can.FIND, Can.DELETE, Can.ATTACH)),
                        EntityType.written(Notes.REMARK, "Remarks", Notes.TYPE)),
                qtest.identity(),
                Notes.schema(qtest),
                qtest.secrets());
    }

    @Override
    public Target openTarget(Connection connection) {
        return new NotedTarget(known.openTarget(Notes.without(connection)), Notes.of(connection));
    }

    private record NotedTarget(Target known, Notes notes) implements Target {

        @Override
        public Check check() {
            return known.check();
        }

        @Override
        public TargetSchema schema() {
            return known.schema();
        }

        @Override
        public Prepared prepare(List<TargetField> wanted) {
            return known.prepare(wanted);
        }

        @Override
        public void load(List<LoadItem> items, LoadSink sink) {
            if (!Notes.has(items.getFirst().record().entityType())) {
                known.load(items, sink);
                return;
            }
            for (LoadItem item : items) {
                sink.checkOwnership();
                notes.write(item.record().id(), Notes.toStore(item.record()));
                item.contents().forEach(content -> attach(item.record().id(), content, sink));
                sink.loaded(item.record().id(), item.record().id());
            }
        }

        private void attach(String id, ContentToLoad content, LoadSink sink) {
            sink.checkOwnership();
            String name = content.content().name();
            content.open()
                    .filter(bytes -> notes.attach(id, name, bytes))
                    .ifPresent(bytes -> sink.attached(id, content.content().id(), name));
        }

        @Override
        public void delete(String kind, List<Located> items, DeleteSink sink) {
            if (!Notes.has(kind)) {
                known.delete(kind, items, sink);
                return;
            }
            for (Located item : items) {
                sink.checkOwnership();
                notes.delete(item.targetId());
                sink.deleted(item.originId());
            }
        }

        @Override
        public OpenedContent open(Content content, long offset) {
            return notes.open(content, offset);
        }

        @Override
        public Map<String, List<String>> findByOrigin(String kind, List<LoadItem> items) {
            return Notes.has(kind) ? found(items) : known.findByOrigin(kind, items);
        }

        @Override
        public Map<String, List<String>> findAnywhere(String kind, List<LoadItem> items) {
            return Notes.has(kind) ? found(items) : known.findAnywhere(kind, items);
        }

        private Map<String, List<String>> found(List<LoadItem> items) {
            Map<String, List<String>> found = new HashMap<>();
            items.stream()
                    .map(item -> item.record().id())
                    .filter(id -> notes.read(id).isPresent())
                    .forEach(id -> found.put(id, List.of(id)));
            return found;
        }

        @Override
        public long countOrigins(String kind) {
            return Notes.has(kind)
                    ? notes.ids().stream().filter(id -> Notes.isOf(kind, id)).count()
                    : known.countOrigins(kind);
        }

        @Override
        public void fetch(String kind, List<Located> items, RecordSink sink) {
            if (!Notes.has(kind)) {
                known.fetch(kind, items, sink);
                return;
            }
            items.forEach(item -> notes.read(item.targetId())
                    .ifPresent(text -> sink.record(new Record(
                            kind, item.originId(), Notes.stored(kind, text), notes.contents(item.targetId())))));
        }

        @Override
        public void close() {
            known.close();
        }
    }
}
