package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.http.Parallel;
import io.drover.http.Reply;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import io.drover.spi.testing.Kinds;
import io.drover.spi.testing.TargetCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Reads records back in the form in which they were loaded. */
final class ReadBack {

    /** Up to so many modules are read one by one; beyond, all of them in one listing. */
    private static final int MODULES_ONE_BY_ONE = 20;

    private final QTestApi api;
    private final QTestSettings settings;
    private final int lanes;

    ReadBack(QTestApi api, QTestSettings settings, int lanes) {
        this.api = api;
        this.settings = settings;
        this.lanes = lanes;
    }

    void modules(List<Located> items, RecordSink sink) {
        if (items.size() <= MODULES_ONE_BY_ONE) {
            Parallel.forEach(items, lanes, item -> api.module(item.targetId())
                    .ifPresent(module -> sink.record(module(item.originId(), module))));
            return;
        }
        Map<String, JsonNode> byId = new HashMap<>();
        Map<String, List<JsonNode>> byOrigin = new HashMap<>();
        for (JsonNode module : Modules.flat(api.moduleTree())) {
            byId.put(module.path("id").asText(), module);
            byOrigin.computeIfAbsent(Modules.origin(module), origin -> new ArrayList<>())
                    .add(module);
        }
        for (Located item : items) {
            JsonNode module = byId.get(item.targetId());
            if (module != null) {
                String origin = Modules.origin(module);
                List<JsonNode> same = origin.isEmpty() ? List.of(module) : byOrigin.getOrDefault(origin, List.of());
                same.forEach(one -> sink.record(module(item.originId(), one)));
            }
        }
    }

    /**
     * By search in chunks, which is one request for many records; what the index does not show is read one by one. A single
     * item is read directly: whoever asks for one wants to know what is stored, not what is indexed.
     */
    void cases(List<Located> items, QTestFields fields, RecordSink sink) {
        CaseJson json = new CaseJson(fields);
        Optional<QTestField> originField = fields.find(settings.originField());
        if (items.size() == 1 || originField.isEmpty()) {
            Parallel.forEach(items, lanes, item -> single(item, json, sink));
            return;
        }
        List<List<Located>> chunks = new ArrayList<>();
        for (int i = 0; i < items.size(); i += settings.readBackChunk()) {
            chunks.add(items.subList(i, Math.min(items.size(), i + settings.readBackChunk())));
        }
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Parallel.forEach(chunks, lanes, chunk -> search(chunk, originField.get(), json, seen, sink));
        List<Located> unseen =
                items.stream().filter(item -> !seen.contains(item.targetId())).toList();
        Parallel.forEach(unseen, lanes, item -> single(item, json, sink));
    }

    private void single(Located item, CaseJson json, RecordSink sink) {
        api.testCase(item.targetId())
                .ifPresent(found -> sink.record(new Record(
                        Kinds.TEST_CASE, item.originId(), json.decode(found).toNode())));
    }

    /** Emits every record that carries one of the origins, also one that nobody knows of: that is how doubles show. */
    private void search(List<Located> chunk, QTestField originField, CaseJson json, Set<String> seen, RecordSink sink) {
        Set<String> origins = new HashSet<>();
        chunk.forEach(item -> origins.add(item.originId()));
        if (origins.stream().anyMatch(origin -> origin.indexOf('\'') >= 0)) {
            return; // No way to write such a key in a query is documented; these are read one by one.
        }
        String query = origins.stream()
                .map(origin -> "'" + origin + "'")
                .collect(Collectors.joining(",", "'" + originField.label() + "' in (", ")"));
        for (int page = 1; ; page++) {
            Reply reply = api.search(query, page);
            if (reply.status() == 400) {
                return;
            }
            JsonNode answer = reply.json();
            JsonNode found = answer.path("items");
            for (JsonNode testCase : found) {
                String origin = OriginLookup.property(testCase, originField);
                if (origins.contains(origin) && seen.add(testCase.path("id").asText())) {
                    TargetCase body = json.decode(testCase);
                    sink.record(new Record(Kinds.TEST_CASE, origin, body.toNode()));
                }
            }
            if (found.isEmpty()
                    || page * (long) QTestApi.LARGEST_PAGE
                            >= answer.path("total").asLong()) {
                return;
            }
        }
    }

    private static Record module(String originId, JsonNode module) {
        return new Record(
                Kinds.FOLDER,
                Objects.requireNonNull(originId),
                Modules.decode(module).toNode());
    }
}
