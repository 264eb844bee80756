package io.drover.sandbox.zephyr;

import io.drover.sandbox.http.IncomingRequest;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The projects of one site: those that it started with, and those that were given since. Safe for any thread. */
final class Projects {

    private final Map<String, ServedProject> own;
    private volatile Map<String, ServedProject> all;

    /** @param own the first is asked for when a list names none */
    Projects(List<ServedProject> own) {
        Map<String, ServedProject> byKey = new LinkedHashMap<>();
        own.forEach(project -> byKey.put(project.key(), project));
        this.own = Collections.unmodifiableMap(byKey);
        this.all = this.own;
    }

    /** @return the one of the same key that it replaces */
    synchronized Optional<ServedProject> put(ServedProject project) {
        Map<String, ServedProject> more = new LinkedHashMap<>(all);
        Optional<ServedProject> before = Optional.ofNullable(more.put(project.key(), project));
        all = Collections.unmodifiableMap(more);
        return before;
    }

    synchronized void reset() {
        all = own;
    }

    Collection<ServedProject> all() {
        return all.values();
    }

    /** The project that a list is asked of: the first when it names none. */
    ServedProject ofQuery(IncomingRequest call) {
        String key = call.query("projectKey");
        if (key != null && !ProjectKeys.wellFormed(key)) {
            throw ZephyrErrors.badRequest("projectKey should match [A-Z][A-Z_0-9]+, not '" + key + "'");
        }
        ServedProject project = key == null ? all.values().iterator().next() : all.get(key);
        if (project == null) {
            throw ZephyrErrors.notFound("Project '" + key + "' was not found");
        }
        return project;
    }

    /** By key or id. */
    Optional<ServedProject> named(String keyOrId) {
        return all.values().stream()
                .filter(project -> project.key().equals(keyOrId) || project.id().equals(keyOrId))
                .findFirst();
    }

    /** A case and where it is. */
    record Found(ServedProject project, int index) {}

    Found caseOf(String key) {
        for (ServedProject project : all.values()) {
            int index = project.indexOf(key);
            if (index >= 0) {
                return new Found(project, index);
            }
        }
        if (ProjectKeys.caseNumber(key) < 0) {
            throw ZephyrErrors.badRequest("testCaseKey should match .+-T[0-9]+, not '" + key + "'");
        }
        throw ZephyrErrors.notFound("Test case " + key + " was not found");
    }

    /** What the first project that has it says. */
    Optional<byte[]> first(Function<ServedProject, Optional<byte[]>> question) {
        return all.values().stream().map(question).flatMap(Optional::stream).findFirst();
    }
}
