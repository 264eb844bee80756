package io.drover.cli.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What a server says of the connectors that Drover comes with. That it is so, the connectors' own tests see to. */
public final class Shipped {

    public static final String PATHS = """
            [{"id":"agola-v07-to-later","source":"agola","target":"agola",
              "recipes":[{"name":"agola-v07-to-later"},{"name":"agola-v07-to-later-connection-check"}]},
             {"id":"zephyr-scale-to-qtest","source":"zephyr-scale","target":"qtest","recipes":[{"name":"zephyr-scale-to-qtest"}]}]""";

    private Shipped() {}

    public static String connectors() {
        return ApiJson.write(descriptors());
    }

    static KnownConnectors known() {
        try {
            return new KnownConnectors(
                    "http://127.0.0.1:1",
                    Instant.parse("2026-11-30T12:00:00Z"),
                    descriptors(),
                    List.of(ApiJson.MAPPER.readValue(PATHS, JsonNode[].class)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> descriptors() {
        return Stream.of("agola", "qtest", "zephyr-scale")
                .map(connector -> Path.of("..", "connectors", connector, "descriptor.json"))
                .map(Shipped::read)
                .toList();
    }

    private static JsonNode read(Path file) {
        try {
            return ApiJson.MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
