package io.drover.api;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A path that a worker has announced. */
@Schema(description = "A plug-in that moves what is in one system to another, as a worker has announced it.")
public record AnnouncedPath(
        @Schema(examples = "zephyr-scale-to-qtest") String id,
        String title,

        @Schema(description = "Id of the connector that it reads from.")
        String source,

        @Schema(description = "Id of the connector that it writes to.")
        String target,

        @Schema(description = "The entity types that it moves; empty when it moves no records.")
        List<String> entities,

        @Schema(description = "Those that migrations may name.")
        List<NamedRecipe> recipes,

        @Schema(description = "Settings of the target that a migration need not say, since the path knows them.")
        Map<String, String> targetSettings,

        @Schema(description = "Recipes that were passed over, and why, for people.")
        List<String> problems) {

    public AnnouncedPath {
        entities = List.copyOf(entities);
        recipes = List.copyOf(recipes);
        targetSettings = Map.copyOf(targetSettings);
        problems = List.copyOf(problems);
    }

    /** A recipe as it is listed. */
    @Schema(description = "A recipe as it is listed.")
    public record NamedRecipe(String name, String title) {}
}
