package io.drover.coordinator.planning;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.api.AnnouncedPath;
import io.drover.api.Migration;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The paths that workers have announced, with their recipes. Of its own the coordinator has the recipe for all only. */
@ApplicationScoped
public class PathRegistry {

    private static final Logger LOG = Logger.getLogger(PathRegistry.class);
    private static final String FOR_ALL = "connection-check";

    private final RecipeReader reader = new RecipeReader();
    private final Recipe forAll = reader.own(FOR_ALL);
    private final Map<String, JsonNode> announced = new TreeMap<>();
    private volatile Known known = new Known(List.of(), Map.of(FOR_ALL, forAll));

    /**
     * Takes a path. A recipe of it that is broken, or that has the name of another's, is passed over, and the others count.
     *
     * @throws IllegalArgumentException when that is no path's descriptor
     */
    synchronized void announced(JsonNode path) {
        String id = path.path("id").asText();
        if (id.isBlank() || !path.path("recipes").isObject()) {
            throw new IllegalArgumentException("no id, or no recipes");
        }
        if (path.equals(announced.put(id, path))) {
            return; // each worker announces it
        }
        known = know();
        known.paths().stream()
                .filter(each -> each.id().equals(id))
                .flatMap(each -> each.problems().stream())
                .forEach(problem -> LOG.errorf("Recipe passed over path=%s: %s", id, problem));
    }

    /** Of two that have a recipe of one name, the first by id has it; workers decide alike. */
    private Known know() {
        List<AnnouncedPath> paths = new ArrayList<>();
        Map<String, Recipe> recipes = new TreeMap<>(Map.of(FOR_ALL, forAll));
        Map<String, String> owners = new TreeMap<>(Map.of(FOR_ALL, "Drover itself"));
        announced.forEach((id, path) -> {
            List<AnnouncedPath.NamedRecipe> good = new ArrayList<>();
            List<String> problems = new ArrayList<>();
            path.path("recipes").properties().forEach(entry -> {
                String name = entry.getKey();
                String owner = owners.putIfAbsent(name, "path " + id);
                if (owner != null) {
                    problems.add("recipe " + name + " is of " + owner + " already");
                    return;
                }
                reader.read(id, name, entry.getValue().asText(), problems).ifPresent(recipe -> {
                    recipes.put(name, recipe);
                    good.add(new AnnouncedPath.NamedRecipe(name, recipe.title()));
                });
            });
            List<String> entities = new ArrayList<>();
            path.path("entities").forEach(entity -> entities.add(entity.asText()));
            Map<String, String> settings = new TreeMap<>();
            path.path("targetSettings")
                    .properties()
                    .forEach(setting ->
                            settings.put(setting.getKey(), setting.getValue().asText()));
            paths.add(new AnnouncedPath(
                    id,
                    path.path("title").asText(id),
                    path.path("source").asText(),
                    path.path("target").asText(),
                    entities,
                    good,
                    settings,
                    problems));
        });
        return new Known(List.copyOf(paths), recipes);
    }

    /** All of them, by id. */
    public Collection<AnnouncedPath> paths() {
        return known.paths();
    }

    /** A check of connections is of the path between them. */
    Optional<AnnouncedPath> of(Migration migration) {
        return paths().stream()
                .filter(path -> migration.recipe().equals(FOR_ALL)
                        ? path.source().equals(migration.source().connector())
                                && path.target().equals(migration.target().connector())
                        : path.recipes().stream()
                                .anyMatch(recipe -> recipe.name().equals(migration.recipe())))
                .findFirst();
    }

    Optional<Recipe> recipe(String name) {
        return Optional.ofNullable(known.recipes().get(name));
    }

    Set<String> recipes() {
        return known.recipes().keySet();
    }

    private record Known(List<AnnouncedPath> paths, Map<String, Recipe> recipes) {}
}
