package io.drover.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The files that lie beside a path's class, in its package, in UTF-8. */
public final class PathFiles {

    private final Class<?> path;

    public PathFiles(Class<? extends Path> path) {
        this.path = path;
    }

    public String text(String file) {
        try (InputStream in = path.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + file + " beside " + path.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " beside " + path.getName() + " cannot be read", e);
        }
    }

    /** A YAML or JSON file. */
    public JsonNode tree(String file) {
        try {
            return new YAMLMapper().readTree(text(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " beside " + path.getName() + " cannot be read", e);
        }
    }

    /** A properties file. */
    public Map<String, String> words(String file) {
        Properties words = new Properties();
        try {
            words.load(new StringReader(text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " beside " + path.getName() + " cannot be read", e);
        }
        return words.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(key -> key, words::getProperty));
    }
}
