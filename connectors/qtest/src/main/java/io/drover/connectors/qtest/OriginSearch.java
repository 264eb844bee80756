package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.http.EachRecord;
import io.drover.http.Reply;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.LoadItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds records by their origin wherever they are: test cases by search, modules in the tree. The index of the search lags
 * behind what was written (docs/contracts/zephyr-scale-and-qtest.md §3.8).
 */
final class OriginSearch {

    private final QTestApi api;
    private final QTestSettings settings;
    private final QTestListings listings;
    private final OriginLookup lookup;
    private final int lanes;

    OriginSearch(QTestApi api, QTestSettings settings, OriginLookup lookup, int lanes) {
        this.api = api;
        this.settings = settings;
        this.listings = new QTestListings(api);
        this.lookup = lookup;
        this.lanes = lanes;
    }

    /** The query for records with one of these origins; empty when one cannot be written: how quotes are is not documented. */
    static Optional<String> query(QTestField originField, Collection<String> origins) {
        if (origins.stream().anyMatch(origin -> origin.indexOf('\'') >= 0 || origin.indexOf('\\') >= 0)) {
            return Optional.empty();
        }
        return Optional.of(origins.stream()
                .map(origin -> "'" + origin + "'")
                .collect(Collectors.joining(",", "'" + originField.label() + "' in (", ")")));
    }

    /** Modules whose description begins as that of a module from a source does. */
    long countModules() {
        return listings.allModules().stream()
                .filter(module -> ModuleJson.origin(module).startsWith(settings.moduleOrigin()))
                .count();
    }

    /**
     * Test cases that have a value in the origin field; all test cases where qTest does not understand that question.
     *
     * @throws ConnectorException {@code LISTING_INCOMPLETE}
     */
    long countCases(QTestFields fields) {
        Optional<QTestField> originField = fields.find(settings.originField());
        if (originField.isEmpty()) {
            return 0;
        }
        String query = "'" + originField.get().label() + "' is 'not empty'";
        Reply reply = api.search(query, 1, 1, false);
        if (reply.status() == 400) {
            query = "";
            reply = api.search(query, 1, 1, false);
        }
        JsonNode total = reply.json().path("total");
        if (total.isIntegralNumber()) {
            return total.longValue();
        }
        QTestListings.Found found = listings.search(query).orElseThrow(reply::failure);
        if (!found.whole()) {
            throw incomplete();
        }
        return found.rows().size();
    }

    Map<String, List<String>> modules(List<LoadItem> items) {
        Map<String, String> wanted = new HashMap<>();
        Map<String, String> unmarked = new HashMap<>();
        for (LoadItem item : items) {
            String origin = TargetModule.of(item.record().body()).origin();
            wanted.put(settings.mark().written(origin), item.record().id());
            unmarked.put(origin, item.record().id());
        }
        Map<String, List<String>> found = new HashMap<>();
        Map<String, List<String>> foundUnmarked = new HashMap<>();
        for (JsonNode module : listings.allModules()) {
            String origin = ModuleJson.origin(module);
            add(found, wanted.get(origin), module);
            add(foundUnmarked, unmarked.get(origin), module);
        }
        foundUnmarked.forEach(found::putIfAbsent);
        return found;
    }

    private static void add(Map<String, List<String>> found, @Nullable String originId, JsonNode module) {
        if (originId != null) {
            found.computeIfAbsent(originId, id -> new ArrayList<>())
                    .add(module.path("id").asText());
        }
    }

    /** Those that say their source, and of the rest those that say none. */
    Map<String, List<String>> cases(List<LoadItem> items, QTestFields fields) {
        Map<String, List<String>> found = new HashMap<>(cases(items, fields, settings.mark()));
        List<LoadItem> rest = items.stream()
                .filter(item -> !found.containsKey(item.record().id()))
                .toList();
        if (settings.mark().looksForUnmarked() && !rest.isEmpty()) {
            found.putAll(cases(rest, fields, new OriginMark(null)));
        }
        return found;
    }

    /**
     * In chunks. What no query can be written for, or is understood, or what qTest says that it has and does not give, is
     * looked for in the modules where it should be.
     *
     * @throws ConnectorException {@code LISTING_INCOMPLETE} when what qTest says that it has is not there either
     */
    private Map<String, List<String>> cases(List<LoadItem> items, QTestFields fields, OriginMark mark) {
        Optional<QTestField> originField = fields.find(settings.originField());
        if (originField.isEmpty()) {
            return Map.of();
        }
        QTestField field = originField.get();
        Map<String, LoadItem> byOrigin = new TreeMap<>();
        items.forEach(item -> byOrigin.put(item.record().id(), item));
        Map<Boolean, List<String>> origins = byOrigin.keySet().stream()
                .collect(Collectors.partitioningBy(
                        origin -> query(field, List.of(origin)).isPresent()));
        Set<String> elsewhere = ConcurrentHashMap.newKeySet();
        elsewhere.addAll(origins.getOrDefault(false, List.of()));
        Map<String, CopyOnWriteArrayList<String>> found = new ConcurrentHashMap<>();
        Set<String> withheld = ConcurrentHashMap.newKeySet();
        EachRecord.forEach(
                chunks(origins.getOrDefault(true, List.of()), settings.readBackChunk()),
                lanes,
                api::project,
                chunk -> {
                    if (!search(chunk, field, mark, found, withheld)) {
                        elsewhere.addAll(chunk);
                    }
                },
                (chunk, why) -> elsewhere.addAll(chunk));
        elsewhere.addAll(withheld);
        Map<String, List<String>> all = new HashMap<>(found);
        if (!elsewhere.isEmpty()) {
            List<LoadItem> there = items.stream()
                    .filter(item -> elsewhere.contains(item.record().id()))
                    .toList();
            all.putAll(lookup.cases(there, field, mark));
        }
        if (!all.keySet().containsAll(withheld)) {
            throw incomplete();
        }
        return all;
    }

    /**
     * @param withheld gets the origins of which qTest says that there are records, and gives none
     * @return whether qTest understood the query
     */
    private boolean search(
            List<String> chunk,
            QTestField field,
            OriginMark mark,
            Map<String, CopyOnWriteArrayList<String>> found,
            Set<String> withheld) {
        Optional<QTestListings.Found> answer =
                query(field, chunk.stream().map(mark::written).toList()).flatMap(listings::search);
        if (answer.isEmpty()) {
            return false;
        }
        Set<String> wanted = Set.copyOf(chunk);
        for (JsonNode row : answer.get().rows()) {
            String origin = mark.own(OriginLookup.property(row, field));
            if (origin != null && wanted.contains(origin)) {
                found.computeIfAbsent(origin, key -> new CopyOnWriteArrayList<>())
                        .addIfAbsent(row.path("id").asText());
            }
        }
        if (!answer.get().whole() && chunk.size() > 1) { // One by one, what it holds back shows.
            chunk.forEach(origin -> search(List.of(origin), field, mark, found, withheld));
        } else if (!answer.get().whole() && !found.containsKey(chunk.getFirst())) {
            withheld.add(chunk.getFirst());
        }
        return true;
    }

    private static ConnectorException incomplete() {
        return new ConnectorException(
                "LISTING_INCOMPLETE",
                FailureType.EXTERNAL,
                "qTest's search says that there are more test cases than it gives, so it is not known which ones are"
                        + " there. Have its index built again, then try again.");
    }

    static <T> List<List<T>> chunks(List<T> all, int size) {
        List<List<T>> chunks = new ArrayList<>();
        for (int i = 0; i < all.size(); i += size) {
            chunks.add(all.subList(i, Math.min(all.size(), i + size)));
        }
        return chunks;
    }
}
