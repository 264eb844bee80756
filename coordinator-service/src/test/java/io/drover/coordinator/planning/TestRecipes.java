package io.drover.coordinator.planning;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Recipes of the tests' class path, changed where a test wants it. */
final class TestRecipes {

    private TestRecipes() {}

    static Recipe read(String name, UnaryOperator<String> change) {
        try (InputStream in = TestRecipes.class.getResourceAsStream("/recipes/" + name + ".yaml")) {
            String yaml = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return YAMLMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .build()
                    .readValue(change.apply(yaml), Recipe.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
