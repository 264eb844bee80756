package io.drover.coordinator.planning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads recipes, and says what is wrong with one that cannot be used. */
final class RecipeReader {

    private final ObjectMapper yaml = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    /** One of the coordinator's own, {@code recipes/<name>.yaml}. */
    Recipe own(String name) {
        try (InputStream in =
                Objects.requireNonNull(RecipeReader.class.getResourceAsStream("/recipes/" + name + ".yaml"), name)) {
            return yaml.readValue(in, Recipe.class);
        } catch (IOException e) {
            throw new UncheckedIOException("recipe " + name + " cannot be read", e);
        }
    }

    /**
     * @param path id of the path that it belongs to
     * @param problems gets what is wrong, for people
     * @return empty when something is
     */
    Optional<Recipe> read(String path, String name, String text, List<String> problems) {
        if (!name.equals(path) && !name.startsWith(path + "-")) {
            problems.add("recipe " + name + ": its name must be " + path + ", or begin with " + path + "-");
            return Optional.empty();
        }
        try {
            Recipe recipe = yaml.readValue(text, Recipe.class);
            if (!recipe.name().equals(name)) {
                problems.add("recipe " + name + " calls itself " + recipe.name());
                return Optional.empty();
            }
            List<String> broken = RecipeRules.broken(recipe);
            broken.forEach(rule -> problems.add("recipe " + name + ": " + rule));
            return broken.isEmpty() ? Optional.of(recipe) : Optional.empty();
        } catch (JsonProcessingException e) {
            problems.add("recipe " + name + " cannot be read: " + firstLine(e.getOriginalMessage()));
        } catch (RuntimeException e) {
            problems.add("recipe " + name + " cannot be understood: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
