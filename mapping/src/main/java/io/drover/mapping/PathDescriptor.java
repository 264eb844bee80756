package io.drover.mapping;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;

/**
 * What a path says about itself: workers announce it, the coordinator plans from it.
 *
 * @param id the path's name in files and messages, for example {@code agola-v07-to-later}
 * @param title for people
 * @param source id of the connector that it reads from; likewise {@code target}
 * @param entities the entity types that it moves, those that others refer to first; empty when it moves no records
 * @param recipes YAML by name; a name is the path's id, or begins with the id and a hyphen
 * @param targetSettings settings of the target that a migration need not say: what stands here, it gets
 * @param findings what codes of findings mean, a sentence or two each, for the report; not announced
 */
public record PathDescriptor(
        String id,
        String title,
        String source,
        String target,
        List<String> entities,
        Map<String, String> recipes,
        Map<String, String> targetSettings,
        @JsonIgnore Map<String, String> findings) {

    public PathDescriptor {
        entities = List.copyOf(entities);
        recipes = Map.copyOf(recipes);
        targetSettings = Map.copyOf(targetSettings);
        findings = Map.copyOf(findings);
    }

    /** Of a path that says nothing of its target's settings. */
    public PathDescriptor(
            String id,
            String title,
            String source,
            String target,
            List<String> entities,
            Map<String, String> recipes,
            Map<String, String> findings) {
        this(id, title, source, target, entities, recipes, Map.of(), findings);
    }
}
