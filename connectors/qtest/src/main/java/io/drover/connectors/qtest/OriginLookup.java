package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.http.Parallel;
import io.drover.spi.LoadItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Finds records by their origin in the listings of their modules. Not by search: the index lags behind, and what an attempt
 * created a moment ago is exactly what is looked for.
 */
final class OriginLookup {

    /** From here on one listing of all modules is less work than one per parent. */
    private static final int PARENTS_WORTH_A_TREE = 5;

    private final QTestListings listings;
    private final QTestSettings settings;
    private final CreatedViaApi createdViaApi;
    private final int lanes;

    OriginLookup(QTestApi api, QTestSettings settings, CreatedViaApi createdViaApi, int lanes) {
        this.listings = new QTestListings(api);
        this.settings = settings;
        this.createdViaApi = createdViaApi;
        this.lanes = lanes;
    }

    Map<String, List<String>> modules(List<LoadItem> items) {
        Map<Place, String> wanted = new HashMap<>();
        Set<String> parents = new HashSet<>();
        for (LoadItem item : items) {
            TargetModule module = TargetModule.of(item.record().body());
            String parent = text(module.parent());
            wanted.put(
                    new Place(parent, settings.mark().written(module.origin())),
                    item.record().id());
            parents.add(parent == null ? "" : parent);
        }
        Map<String, List<String>> found = new HashMap<>();
        List<JsonNode> listed = new ArrayList<>();
        if (parents.size() >= PARENTS_WORTH_A_TREE) {
            listed.addAll(listings.allModules());
        } else {
            parents.forEach(parent -> listed.addAll(listings.modules(parent.isEmpty() ? null : parent)));
        }
        for (JsonNode module : listed) {
            String originId = wanted.get(new Place(ModuleJson.parent(module, settings), ModuleJson.origin(module)));
            if (originId != null) {
                found.computeIfAbsent(originId, id -> new ArrayList<>())
                        .add(module.path("id").asText());
            }
        }
        return found;
    }

    /** @param parentId null for a module at the top */
    List<String> module(@Nullable String parentId, String origin) {
        List<String> ids = new ArrayList<>();
        for (JsonNode module : listings.modules(parentId)) {
            if (ModuleJson.origin(module).equals(settings.mark().written(origin))) {
                ids.add(module.path("id").asText());
            }
        }
        return ids;
    }

    Map<String, List<String>> cases(List<LoadItem> items, QTestField originField) {
        return cases(items, originField, settings.mark());
    }

    /** @param mark how the origins of those that are looked for are written */
    Map<String, List<String>> cases(List<LoadItem> items, QTestField originField, OriginMark mark) {
        Set<String> wanted = new HashSet<>();
        Set<String> parents = new HashSet<>();
        boolean parentless = false;
        for (LoadItem item : items) {
            wanted.add(item.record().id());
            String parent = text(TargetCase.of(item.record().body()).parent());
            parentless |= parent == null;
            if (parent != null) {
                parents.add(parent);
            }
        }
        if (parentless) {
            createdViaApi.find().ifPresent(parents::add);
        }
        Map<String, List<String>> found = new ConcurrentHashMap<>();
        Parallel.forEach(List.copyOf(parents), lanes, parent -> {
            for (JsonNode testCase : listings.casesIn(parent)) {
                String origin = mark.own(property(testCase, originField));
                if (origin != null && wanted.contains(origin)) {
                    found.computeIfAbsent(origin, id -> new CopyOnWriteArrayList<>())
                            .add(testCase.path("id").asText());
                }
            }
        });
        return found;
    }

    /** @param parentId null for a test case that qTest puts into its own module */
    List<String> testCase(@Nullable String parentId, String originId, QTestField originField) {
        Optional<String> module = parentId == null ? createdViaApi.find() : Optional.of(parentId);
        return module.map(listings::casesIn).orElse(List.of()).stream()
                .filter(testCase ->
                        property(testCase, originField).equals(settings.mark().written(originId)))
                .map(testCase -> testCase.path("id").asText())
                .toList();
    }

    static @Nullable String text(@Nullable JsonNode id) {
        return id == null || !id.isTextual() ? null : id.textValue();
    }

    static String property(JsonNode testCase, QTestField field) {
        for (JsonNode property : testCase.path("properties")) {
            if (property.path("field_id").longValue() == field.id()) {
                return property.path("field_value").asText("");
            }
        }
        return "";
    }

    /** Where a module is looked for. */
    private record Place(@Nullable String parent, String origin) {}
}
