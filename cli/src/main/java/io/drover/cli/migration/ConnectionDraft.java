package io.drover.cli.migration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Migration;
import io.drover.api.SystemLimits;
import io.drover.cli.api.ApiJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One side of a migration while a file is read, with where each of its fields came from. */
final class ConnectionDraft {

    private final Checked file;
    private final String side;
    private final String connector;
    private final ObjectNode settings = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final Map<String, Position> positions;
    private @Nullable SystemLimits limits;

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
            settings.set(name, value);
            positions.put(side + ".settings." + name, file.at(path));
        });
    }

    /** What the system allows. */
    void limits(String path) {
        file.find(path).ifPresent(value -> {
            limits = ApiJson.convert(value, SystemLimits.class);
            positions.put(side + ".limits", file.at(path));
            value.fieldNames()
                    .forEachRemaining(name -> positions.put(side + ".limits." + name, file.at(path + "." + name)));
        });
    }

    void secret(String key, String secretName, String path) {
        secrets.put(key, secretName);
        positions.put(side + ".secrets." + key, file.at(path));
    }

    Migration.Side done() {
        return new Migration.Side(connector, settings, secrets, limits);
    }
}
