package io.drover.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A migration as {@code POST /api/v1/migrations} takes it.
 *
 * @param mapping the mapping file's content as JSON, or null for the defaults
 */
public record MigrationDefinition(
        String name,
        String recipe,
        ConnectionDefinition source,
        ConnectionDefinition target,
        @Nullable JsonNode mapping,
        Map<String, JsonNode> options) {

    public MigrationDefinition withRecipe(String other) {
        return new MigrationDefinition(name, other, source, target, mapping, options);
    }

    public MigrationDefinition withName(String other) {
        return new MigrationDefinition(other, recipe, source, target, mapping, options);
    }
}
