package io.drover.coordinator.planning;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The recipes on the class path and among the plug-ins. Each jar that has some names them in {@value #INDEX}, one a line; a recipe is
 * at {@code recipes/<name>.yaml}.
 */
@ApplicationScoped
public class Recipes {

    static final String INDEX = "META-INF/drover/recipes";

    private final Map<String, Recipe> byName = new TreeMap<>();

    /** Those of the class path. */
    Recipes() {
        this(Optional.empty());
    }

    /** @param plugins a directory of jars, see the workers' setting of this name */
    @Inject
    Recipes(@ConfigProperty(name = "drover.plugins") Optional<String> plugins) {
        ObjectMapper yaml = YAMLMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
        try {
            ClassLoader loader = loader(plugins);
            for (URL index : Collections.list(loader.getResources(INDEX))) {
                for (String name : lines(index)) {
                    add(name, yaml, loader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the recipes cannot be read", e);
        }
    }

    private void add(String name, ObjectMapper yaml, ClassLoader loader) throws IOException {
        String resource = "recipes/" + name + ".yaml";
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(INDEX + " names " + name + ", and there is no " + resource);
            }
            Recipe recipe = yaml.readValue(in, Recipe.class);
            List<String> wrong = RecipeRules.broken(recipe);
            if (!recipe.name().equals(name) || !wrong.isEmpty()) {
                throw new IllegalStateException(resource + " is recipe " + recipe.name() + "; " + wrong);
            }
            if (byName.putIfAbsent(name, recipe) != null) {
                throw new IllegalStateException(
                        "recipe " + name + " is on the class path twice; remove one of the two");
            }
        }
    }

    private static ClassLoader loader(Optional<String> plugins) throws IOException {
        List<URL> jars = new ArrayList<>();
        if (plugins.isPresent()) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(plugins.get()), "*.jar")) {
                for (Path jar : found) {
                    jars.add(jar.toUri().toURL());
                }
            }
        }
        return new URLClassLoader(
                jars.toArray(URL[]::new), Thread.currentThread().getContextClassLoader());
    }

    private static List<String> lines(URL index) throws IOException {
        try (InputStream in = index.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }

    Optional<Recipe> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Set<String> names() {
        return byName.keySet();
    }
}
