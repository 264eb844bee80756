package io.drover.system.notes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Connection;
import io.drover.spi.Descriptor;
import io.drover.spi.EntityType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files of a directory, each a note, called by its id. */
record Notes(Path directory) {

    static final String TYPE = "note";
    static final String SETTING = "notes";

    static Notes of(Connection connection) {
        return new Notes(Path.of(connection.settings().path(SETTING).asText()));
    }

    /** The connection as the release's connector knows it. */
    static Connection without(Connection connection) {
        ObjectNode settings = connection.settings().deepCopy();
        settings.remove(SETTING);
        return new Connection(
                connection.name(),
                settings,
                connection.secrets(),
                connection.concurrency(),
                connection.origin(),
                connection.meter());
    }

    static ObjectNode schema(Descriptor known) {
        ObjectNode schema = known.settingsSchema().deepCopy();
        schema.withObject("/properties").putObject(SETTING).put("type", "string");
        return schema;
    }

    static List<EntityType> and(List<EntityType> known, EntityType notes) {
        return Stream.concat(known.stream(), Stream.of(notes)).toList();
    }

    static ObjectNode body(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }

    List<String> ids() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> read(String id) {
        Path file = directory.resolve(id);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String id, String text) {
        try {
            Files.writeString(directory.resolve(id), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
