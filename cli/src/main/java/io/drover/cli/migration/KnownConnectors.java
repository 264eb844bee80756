package io.drover.cli.migration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/**
 * What a server said of its connectors and paths. A file is checked by it, and what a key of a connection means is known from it.
 *
 * @param server its address
 * @param at when it said so
 * @param connectors descriptors
 * @param paths with {@code id}, {@code source}, {@code target} and the names of {@code recipes}; empty where the server lists none
 */
public record KnownConnectors(String server, Instant at, List<JsonNode> connectors, List<JsonNode> paths) {

    /** Of no server: only the form of a file can be checked by it. */
    public static final KnownConnectors NONE = new KnownConnectors("", Instant.EPOCH, List.of(), List.of());

    private static final String FILE = "connectors.json";
    private static final String SCHEMA = "migration.schema.json";

    public KnownConnectors {
        connectors = List.copyOf(connectors);
        paths = List.copyOf(paths);
    }

    /** What was kept last, or nothing. */
    public static KnownConnectors kept(Path folder) {
        try {
            return ApiJson.MAPPER.readValue(folder.resolve(FILE).toFile(), KnownConnectors.class);
        } catch (IOException e) {
            // Never asked, or kept by another release: the next answer of a server takes its place.
            return NONE;
        }
    }

    /** Keeps it for when no server answers, and beside it the schema for editors. */
    public void keep(Path folder) {
        try {
            write(folder, FILE, ApiJson.write(this));
            write(folder, SCHEMA, MigrationSchema.of(this).toPrettyString() + "\n");
        } catch (IOException e) {
            // A folder that cannot be written to keeps nobody from working.
        }
    }

    private static void write(Path folder, String name, String content) throws IOException {
        Path unfinished = Files.createTempFile(Files.createDirectories(folder), name, ".part");
        Files.writeString(unfinished, content);
        Files.move(unfinished, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    boolean has(String connector) {
        return !descriptor(connector).isMissingNode();
    }

    @JsonIgnore
    public boolean isEmpty() {
        return connectors.isEmpty();
    }

    /** Whether a key of a connection is a secret. */
    boolean isSecret(String connector, String key) {
        return descriptor(connector).path("secrets").valueStream().anyMatch(name -> name.asText()
                .equals(key));
    }

    /** The settings whose addresses a secret is sent to; missing where the connector does not say. */
    JsonNode goesTo(String connector, String secret) {
        return descriptor(connector)
                .at("/settingsSchema/$defs/connection/properties")
                .path(secret)
                .path("x-goesTo");
    }

    private JsonNode descriptor(String connector) {
        return connectors.stream()
                .filter(descriptor -> descriptor.path("id").asText().equals(connector))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** The ids of the paths from one connector to another; a path's first recipe is called as it. */
    List<String> paths(String source, String target) {
        return paths.stream()
                .filter(path -> path.path("source").asText().equals(source)
                        && path.path("target").asText().equals(target))
                .map(path -> path.path("id").asText())
                .toList();
    }

    /** The recipes of all paths. */
    List<String> recipes() {
        return paths.stream()
                .flatMap(path -> path.path("recipes").valueStream())
                .map(recipe -> recipe.path("name").asText())
                .toList();
    }
}
