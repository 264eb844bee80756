package io.drover.coordinator.planning;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.mapping.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/** Recipes for tests: those of the paths that ship, and one of the tests' class path, changed where a test wants it. */
final class TestRecipes {

    static final String MIXED = "reset-then-records";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestRecipes() {}

    /** All shipped paths announced, and one of the tests' own. */
    static PathRegistry registry() {
        PathRegistry registry = new PathRegistry();
        for (Path path : ServiceLoader.load(Path.class)) {
            registry.announced(JSON.valueToTree(path.descriptor()));
        }
        registry.announced(path(MIXED, Map.of(MIXED, text(MIXED))));
        return registry;
    }

    static ObjectNode path(String id, Map<String, String> recipes) {
        ObjectNode path = JSON.createObjectNode()
                .put("id", id)
                .put("title", "Title of " + id)
                .put("source", "old")
                .put("target", "new");
        path.putArray("entities").add("testcase");
        path.set("recipes", JSON.valueToTree(recipes));
        return path;
    }

    static Recipe shipped(String name) {
        return registry().recipe(name).orElseThrow();
    }

    static Recipe read(String name, UnaryOperator<String> change) {
        try {
            return YAMLMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .build()
                    .readValue(change.apply(text(name)), Recipe.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        try (InputStream in = TestRecipes.class.getResourceAsStream("/recipes/" + name + ".yaml")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
