package io.drover.coordinator.planning;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The recipes of this release. */
@ApplicationScoped
public class Recipes {

    private static final Set<String> NAMES = Set.of(
            "zephyr-scale-to-qtest", "agola-v07-to-later", "agola-v07-to-later-connection-check", "connection-check");

    private final Map<String, Recipe> byName = new TreeMap<>();

    Recipes() {
        ObjectMapper yaml = YAMLMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
        for (String name : NAMES) {
            String resource = "/recipes/" + name + ".yaml";
            try (InputStream in = Recipes.class.getResourceAsStream(resource)) {
                byName.put(name, yaml.readValue(in, Recipe.class));
            } catch (IOException e) {
                throw new UncheckedIOException("recipe " + resource + " cannot be read", e);
            }
        }
    }

    Optional<Recipe> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Set<String> names() {
        return byName.keySet();
    }
}
