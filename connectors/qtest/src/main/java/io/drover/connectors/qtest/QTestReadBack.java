package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.http.EachRecord;
import io.drover.spi.ConnectorException;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.RecordSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads records back in the form in which they were loaded. What qTest does not show of one record is a finding. */
final class QTestReadBack {

    /** Up to so many modules are read one by one; beyond, all of them in one listing. */
    private static final int MODULES_ONE_BY_ONE = 20;

    /** More than a batch has: where a search fails, so many records at most are read one by one. */
    private static final int MOST_INSTEAD_OF_SEARCH = 1000;

    private final QTestApi api;
    private final QTestListings listings;
    private final QTestSettings settings;
    private final CreatedViaApi createdViaApi;
    private final int lanes;
    private final RecordSink sink;

    /** What is read back was there by then, and the module that it is in. */
    private final long began = System.nanoTime();

    QTestReadBack(QTestApi api, QTestSettings settings, CreatedViaApi createdViaApi, int lanes, RecordSink sink) {
        this.api = api;
        this.listings = new QTestListings(api);
        this.settings = settings;
        this.createdViaApi = createdViaApi;
        this.lanes = lanes;
        this.sink = sink;
    }

    /** Many are read in one listing; those that it does not have are asked for one by one before they are gone. */
    void modules(List<Located> items) {
        if (items.size() <= MODULES_ONE_BY_ONE) {
            modulesOneByOne(items);
            return;
        }
        Map<String, JsonNode> byId = new HashMap<>();
        Map<String, List<JsonNode>> byOrigin = new HashMap<>();
        for (JsonNode module : listings.allModules()) {
            byId.put(module.path("id").asText(), module);
            byOrigin.computeIfAbsent(ModuleJson.origin(module), origin -> new ArrayList<>())
                    .add(module);
        }
        List<Located> unlisted = new ArrayList<>();
        for (Located item : items) {
            JsonNode module = byId.get(item.targetId());
            if (module == null) {
                unlisted.add(item);
            } else {
                String origin = ModuleJson.origin(module);
                List<JsonNode> same = origin.isEmpty() ? List.of(module) : byOrigin.getOrDefault(origin, List.of());
                same.forEach(one -> sink.record(module(item.originId(), one)));
            }
        }
        modulesOneByOne(unlisted);
    }

    private void modulesOneByOne(List<Located> items) {
        oneByOne(items, TargetModule.TYPE, api::module, (item, found) -> sink.record(module(item.originId(), found)));
    }

    /** Where one is missing, the project is asked for: in one that is not to be seen, all seem gone. */
    private void oneByOne(
            List<Located> items,
            String entityType,
            Function<String, Optional<JsonNode>> read,
            BiConsumer<Located, JsonNode> emit) {
        AtomicBoolean gone = new AtomicBoolean();
        EachRecord.forEach(
                items,
                lanes,
                api::project,
                item -> read.apply(item.targetId())
                        .ifPresentOrElse(found -> emit.accept(item, found), () -> gone.set(true)),
                (item, why) -> sink.finding(QTestFindings.unread(entityType, item.originId(), why)));
        if (gone.get()) {
            api.project();
        }
    }

    /**
     * By search in chunks, which is one request for many records; what the index does not show, or what it shows with ids of
     * parameters, is read one by one. A single item is read directly: whoever asks for one wants to know what is stored, not
     * what is indexed.
     */
    void cases(List<Located> items, QTestFields fields) {
        CaseJson json = new CaseJson(fields, settings);
        Optional<QTestField> originField = fields.find(settings.originField());
        if (items.size() == 1 || originField.isEmpty()) {
            oneByOne(items, json);
            return;
        }
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Queue<Located> closer = new ConcurrentLinkedQueue<>();
        AtomicReference<@Nullable ConnectorException> failure = new AtomicReference<>();
        EachRecord.forEach(
                OriginSearch.chunks(items, settings.readBackChunk()),
                lanes,
                api::project,
                chunk -> search(chunk, originField.get(), json, seen, closer),
                (chunk, why) -> failure.set(why));
        items.stream().filter(item -> !seen.contains(item.targetId())).forEach(closer::add);
        ConnectorException why = failure.get();
        if (why != null && closer.size() > MOST_INSTEAD_OF_SEARCH) {
            throw why;
        }
        oneByOne(List.copyOf(closer), json);
    }

    private void oneByOne(List<Located> items, CaseJson json) {
        oneByOne(
                items,
                TargetCase.TYPE,
                api::testCase,
                (item, found) -> emit(List.of(new Row(item.originId(), found)), json, items.size() == 1));
    }

    /** A test case as qTest shows it. */
    private record Row(String originId, JsonNode json) {

        private String id() {
            return json.path("id").asText();
        }

        private String parentId() {
            return json.path("parent_id").asText();
        }
    }

    /**
     * Emits every record that carries one of the origins, also one that nobody knows of: that is how doubles show.
     *
     * @param seen gets the ids of those emitted
     * @param closer gets those that have to be looked at one by one
     */
    private void search(
            List<Located> chunk, QTestField originField, CaseJson json, Set<String> seen, Queue<Located> closer) {
        Map<String, Located> wanted = new HashMap<>();
        chunk.forEach(item -> wanted.put(item.originId(), item));
        List<Row> rows = new ArrayList<>(rows(wanted, originField, settings.mark()));
        if (settings.mark().looksForUnmarked()) {
            rows.forEach(row -> wanted.remove(row.originId));
            // Of earlier releases. Another source may have given the same id: only what a receipt names is ours.
            rows(wanted, originField, new OriginMark(null)).stream()
                    .filter(row -> row.id()
                            .equals(Objects.requireNonNull(wanted.get(row.originId))
                                    .targetId()))
                    .forEach(rows::add);
        }
        rows.removeIf(row -> seen.contains(row.id()));
        List<Row> plain =
                rows.stream().filter(row -> !CaseJson.hasParameters(row.json)).toList();
        emit(plain, json, false);
        plain.forEach(row -> seen.add(row.id()));
        for (Row row : rows) {
            if (seen.add(row.id())) {
                closer.add(new Located(row.originId, row.id()));
            }
        }
    }

    private List<Row> rows(Map<String, Located> wanted, QTestField originField, OriginMark mark) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        OriginSearch.query(
                        originField, wanted.keySet().stream().map(mark::written).toList())
                .flatMap(listings::search)
                .map(QTestListings.Found::rows)
                .orElse(List.of())
                .forEach(row -> {
                    String origin = mark.own(OriginLookup.property(row, originField));
                    if (origin != null && wanted.containsKey(origin)) {
                        rows.add(new Row(origin, row));
                    }
                });
        return rows;
    }

    private void emit(List<Row> rows, CaseJson json, boolean closely) {
        Set<String> parents = new HashSet<>();
        rows.forEach(row -> parents.add(row.parentId()));
        Set<String> homeless = createdViaApi.among(parents, began, closely);
        for (Row row : rows) {
            TargetCase body = json.decode(row.json);
            if (homeless.contains(row.parentId())) {
                body = new TargetCase(
                        body.name(), body.description(), body.precondition(), null, body.fields(), body.steps());
            }
            sink.record(new Record(TargetCase.TYPE, row.originId, body.toNode()));
        }
    }

    private Record module(String originId, JsonNode module) {
        return new Record(
                TargetModule.TYPE, originId, ModuleJson.decode(module, settings).toNode());
    }
}
