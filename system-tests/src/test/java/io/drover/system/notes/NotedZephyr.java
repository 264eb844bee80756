package io.drover.system.notes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.zephyr.ZephyrScaleConnector;
import io.drover.spi.BatchSpec;
import io.drover.spi.Check;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Content;
import io.drover.spi.Descriptor;
import io.drover.spi.EntityType;
import io.drover.spi.EntityType.Can;
import io.drover.spi.OpenedContent;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.spi.Role;
import io.drover.spi.Source;
import io.drover.spi.Survey;
import io.drover.spi.SurveySink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Zephyr Scale as the release reads it, and notes: the files of the directory {@code notes}. */
public final class NotedZephyr implements Connector {

    static final String ID = "noted-zephyr";

    private final ZephyrScaleConnector known = new ZephyrScaleConnector();

    @Override
    public Descriptor descriptor() {
        Descriptor zephyr = known.descriptor();
        return new Descriptor(
                ID,
                "Zephyr Scale with notes",
                Set.of(Role.SOURCE),
                Notes.and(
                        zephyr.entityTypes(),
                        new EntityType(Notes.TYPE, "Notes", List.of(), Set.of(Can.READ, Can.OPEN))),
                zephyr.identity(),
                Notes.schema(zephyr),
                zephyr.secrets());
    }

    @Override
    public Source openSource(Connection connection) {
        return new NotedSource(known.openSource(Notes.without(connection)), Notes.of(connection));
    }

    private record NotedSource(Source known, Notes notes) implements Source {

        @Override
        public Check check() {
            return known.check();
        }

        @Override
        public Survey plan(List<String> kinds, int batchSize, SurveySink sink) {
            List<String> others =
                    kinds.stream().filter(kind -> !kind.equals(Notes.TYPE)).toList();
            Survey survey = others.isEmpty() ? new Survey(Map.of(), List.of()) : known.plan(others, batchSize, sink);
            if (!kinds.contains(Notes.TYPE)) {
                return survey;
            }
            List<String> ids = notes.ids();
            for (int from = 0; from < ids.size(); from += batchSize) {
                int end = Math.min(ids.size(), from + batchSize);
                ids.subList(from, end).forEach(id -> sink.listed(Notes.TYPE, id));
                ObjectNode cursor = JsonNodeFactory.instance.objectNode();
                ids.subList(from, end).forEach(cursor.withArray("ids")::add);
                sink.batch(new BatchSpec(Notes.TYPE, cursor, end - from, true));
            }
            Map<String, Long> counts = new HashMap<>(survey.counts());
            counts.put(Notes.TYPE, (long) ids.size());
            return new Survey(counts, survey.fields());
        }

        @Override
        public Optional<BatchSpec> read(BatchSpec spec, RecordSink sink) {
            if (!spec.entityType().equals(Notes.TYPE)) {
                return known.read(spec, sink);
            }
            spec.cursor().path("ids").forEach(id -> notes.read(id.asText())
                    .ifPresent(text -> Notes.remarks(id.asText(), text).forEach(sink::record)));
            spec.cursor().path("ids").forEach(id -> notes.read(id.asText())
                    .ifPresent(text -> sink.record(
                            new Record(Notes.TYPE, id.asText(), Notes.body(text), notes.contents(id.asText())))));
            return Optional.empty();
        }

        @Override
        public OpenedContent open(Content content, long offset) {
            return notes.open(content, offset);
        }

        @Override
        public void close() {
            known.close();
        }
    }
}
