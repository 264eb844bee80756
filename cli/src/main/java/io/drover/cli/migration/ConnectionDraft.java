package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.api.ConnectionDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One side of a migration while a file is read, with where each of its fields came from. */
final class ConnectionDraft {

    private final Checked file;
    private final String side;
    private final String connector;
    private final Map<String, JsonNode> settings = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, Position> positions;
    private @Nullable JsonNode limits;

    /** @param side {@code source} or {@code target} */
    ConnectionDraft(Checked file, String side, String connector, Map<String, Position> positions) {
        this.file = file;
        this.side = side;
        this.connector = connector;
        this.positions = positions;
    }

    /** Takes the value at a path of the file as a setting, where there is one. */
    void setting(String name, String path) {
        file.find(path).ifPresent(value -> {
            settings.put(name, value);
            positions.put(side + ".settings." + name, file.at(path));
        });
    }

    /** What the system allows. */
    void limits(String path) {
        file.find(path).ifPresent(value -> {
            limits = value;
            positions.put(side + ".limits", file.at(path));
            value.fieldNames()
                    .forEachRemaining(name -> positions.put(side + ".limits." + name, file.at(path + "." + name)));
        });
    }

    void secret(String key, String secretName, String path) {
        secrets.put(key, secretName);
        positions.put(side + ".secrets." + key, file.at(path));
    }

    ConnectionDefinition done() {
        return new ConnectionDefinition(connector, settings, secrets, limits);
    }
}
