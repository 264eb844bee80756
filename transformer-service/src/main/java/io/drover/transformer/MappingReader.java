package io.drover.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.transformer.Mapping.Destination;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the built-in mapping and a user's, which overrides it key by key. */
final class MappingReader {

    private static final String BUILT_IN = "/mapping/zephyr-scale-to-qtest.yaml";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MappingSchema schema = new MappingSchema();
    private final JsonNode builtIn;

    MappingReader() {
        try (InputStream yaml = Objects.requireNonNull(MappingReader.class.getResourceAsStream(BUILT_IN))) {
            builtIn = new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        schema.check(builtIn);
    }

    /**
     * @param user a mapping file as JSON, or a null or missing node for none
     * @throws io.drover.spi.ConnectorException of type USER, code {@code MAPPING_INVALID}
     */
    Mappings read(JsonNode user) {
        JsonNode own = user.isNull() || user.isMissingNode() ? JsonNodeFactory.instance.objectNode() : user;
        schema.check(own);
        ObjectNode policies = builtIn.path("policies").deepCopy();
        if (own.path("policies") instanceof ObjectNode given) {
            policies.setAll(given);
        }
        return new Mappings(mapping(own), mapping(builtIn), JSON.convertValue(policies, Policies.class));
    }

    private static Mapping mapping(JsonNode file) {
        Map<String, Destination> fields = new LinkedHashMap<>();
        for (String part : List.of("test_case", "fields")) {
            for (Map.Entry<String, JsonNode> entry : file.path(part).properties()) {
                fields.put(entry.getKey(), destination(entry.getValue()));
            }
        }
        Map<String, Map<String, List<String>>> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : file.path("values").properties()) {
            Map<String, List<String>> table = new LinkedHashMap<>();
            field.getValue().properties().forEach(e -> table.put(e.getKey(), texts(e.getValue())));
            values.put(field.getKey(), table);
        }
        Map<String, String> users = new LinkedHashMap<>();
        file.path("users")
                .properties()
                .forEach(e -> users.put(e.getKey(), e.getValue().asText()));
        List<String> unused =
                Stream.of("test_cycle", "test_execution").filter(file::has).toList();
        return new Mapping(fields, values, users, unused);
    }

    private static Destination destination(JsonNode entry) {
        return switch (entry.getNodeType()) {
            case STRING -> new Destination.To(entry.asText().strip());
            case OBJECT -> new Destination.Nowhere(entry.path("drop").asText());
            default -> new Destination.Nowhere("the mapping leaves it out");
        };
    }

    private static List<String> texts(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(text -> text.asText().strip())
                        .toList()
                : List.of(value.asText().strip());
    }
}
