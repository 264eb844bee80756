package io.drover.sandbox.qtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tree of modules. Used under the project's lock. */
final class ModuleTree {

    static final String CREATED_VIA_API = "Created via API";
    private static final long LAST_BEFORE = 200_000;

    /** @param parentId 0 at the top */
    record Module(
            long id,
            int number,
            long parentId,
            int order,
            String name,
            String description,
            long created,
            long modified) {

        String pid() {
            return "MD-" + number;
        }
    }

    private final Map<Long, Module> byId = new LinkedHashMap<>();
    private final Map<Long, List<Long>> children = new LinkedHashMap<>();
    private final long lastBefore;
    private int last;

    ModuleTree() {
        this(LAST_BEFORE);
    }

    private ModuleTree(long lastBefore) {
        this.lastBefore = lastBefore;
    }

    /** None, and the ids that were given out do not come again. */
    ModuleTree emptied() {
        return new ModuleTree(lastBefore + last);
    }

    @Nullable
    Module byId(long id) {
        return byId.get(id);
    }

    /**
     * By their order, the older first where two have the same.
     *
     * @param parentId 0 for the top
     */
    List<Module> below(long parentId) {
        List<Module> all = new ArrayList<>();
        for (long id : children.getOrDefault(parentId, List.of())) {
            Module child = byId.get(id);
            if (child != null) {
                all.add(child);
            }
        }
        all.sort(Comparator.comparingInt(Module::order).thenComparingInt(Module::number));
        return all;
    }

    int size() {
        return byId.size();
    }

    List<Module> named(String part) {
        return byId.values().stream().filter(m -> m.name().contains(part)).toList();
    }

    /** The oldest that has this description. */
    Optional<Module> described(String description) {
        return byId.values().stream()
                .filter(m -> m.description().equals(description))
                .findFirst();
    }

    boolean taken(long parentId, String name) {
        return below(parentId).stream().anyMatch(m -> m.name().equals(name));
    }

    /** The place of one that comes to these siblings and says no other. */
    int nextOrder(long parentId) {
        return children.getOrDefault(parentId, List.of()).size() + 1;
    }

    Module add(long parentId, String name, String description, int order, long now) {
        List<Long> siblings = children.computeIfAbsent(parentId, p -> new ArrayList<>());
        last++;
        Module module = new Module(lastBefore + last, last, parentId, order, name, description, now, now);
        byId.put(module.id(), module);
        siblings.add(module.id());
        return module;
    }

    Module change(Module module, String name, String description, int order, long now) {
        return put(new Module(
                module.id(), module.number(), module.parentId(), order, name, description, module.created(), now));
    }

    Module move(Module module, long parentId, long now) {
        for (long up = parentId; up != 0; ) {
            if (up == module.id()) {
                throw QTestErrors.badRequest("Module " + module.id() + " cannot move below itself");
            }
            Module above = byId.get(up);
            up = above == null ? 0 : above.parentId();
        }
        children.getOrDefault(module.parentId(), new ArrayList<>()).remove(module.id());
        List<Long> siblings = children.computeIfAbsent(parentId, p -> new ArrayList<>());
        siblings.add(module.id());
        return put(new Module(
                module.id(),
                module.number(),
                parentId,
                siblings.size(),
                module.name(),
                module.description(),
                module.created(),
                now));
    }

    private Module put(Module module) {
        byId.put(module.id(), module);
        return module;
    }

    void remove(Module module) {
        byId.remove(module.id());
        children.getOrDefault(module.parentId(), new ArrayList<>()).remove(module.id());
        children.remove(module.id());
    }

    /** The module for cases that came without one. */
    Module createdViaApi(long now) {
        for (Module module : below(0)) {
            if (module.name().equals(CREATED_VIA_API)) {
                return module;
            }
        }
        return add(0, CREATED_VIA_API, "", nextOrder(0), now);
    }
}
