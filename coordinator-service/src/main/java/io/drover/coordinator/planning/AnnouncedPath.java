package io.drover.coordinator.planning;

import java.util.List;

/**
 * A path that a worker has announced.
 *
 * @param source id of the connector that it reads from; likewise {@code target}
 * @param entities the entity types that it moves; empty when it moves no records
 * @param recipes those that migrations may name
 * @param problems recipes that were passed over, and why, for people
 */
public record AnnouncedPath(
        String id,
        String title,
        String source,
        String target,
        List<String> entities,
        List<Named> recipes,
        List<String> problems) {

    public AnnouncedPath {
        entities = List.copyOf(entities);
        recipes = List.copyOf(recipes);
        problems = List.copyOf(problems);
    }

    /** A recipe as it is listed. */
    public record Named(String name, String title) {}
}
