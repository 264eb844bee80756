package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.api.ConnectionDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/** One side of a migration while a file is read, with where each of its fields came from. */
final class ConnectionDraft {

    private final Checked file;
    private final String side;
    private final String connector;
    private final Map<String, JsonNode> settings = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, Position> positions;

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

    void secret(String key, String secretName, String path) {
        secrets.put(key, secretName);
        positions.put(side + ".secrets." + key, file.at(path));
    }

    ConnectionDefinition done() {
        return new ConnectionDefinition(connector, settings, secrets);
    }
}
