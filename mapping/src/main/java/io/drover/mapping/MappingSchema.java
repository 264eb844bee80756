package io.drover.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Checks a mapping file against the JSON Schema of its path and explains what is wrong in words. */
final class MappingSchema {

    private final Schema schema;

    MappingSchema(JsonNode json) {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json);
    }

    /** @throws ConnectorException of type USER, code {@code MAPPING_INVALID}, with all problems in its message */
    void check(JsonNode mapping) {
        List<Error> errors = schema.validate(mapping);
        if (!errors.isEmpty()) {
            throw new ConnectorException(
                    "MAPPING_INVALID",
                    FailureType.USER,
                    errors.stream()
                            .map(this::explain)
                            .distinct()
                            .collect(Collectors.joining("\n- ", "The mapping cannot be used:\n- ", "")));
        }
    }

    private String explain(Error error) {
        String where = where(error);
        return switch (error.getKeyword()) {
            case "additionalProperties" -> {
                List<String> known = new ArrayList<>();
                siblings(error).fieldNames().forEachRemaining(known::add);
                String key = error.getProperty();
                yield "%s: there is no key \"%s\" here; %s".formatted(where, key, Nearest.advice(key, known));
            }
            case "enum" -> {
                List<String> known = new ArrayList<>();
                error.getSchemaNode().forEach(word -> known.add(word.asText()));
                String word = error.getInstanceNode().asText();
                yield "%s: there is no word \"%s\" here; %s".formatted(where, word, Nearest.advice(word, known));
            }
            case "type" ->
                "%s: this is %s, but must be %s"
                        .formatted(
                                where,
                                error.getInstanceNode().getNodeType().name().toLowerCase(Locale.ROOT),
                                types(error.getSchemaNode()));
            default -> where + ": " + error.getMessage();
        };
    }

    /** What the schema allows beside the key that it does not. */
    private JsonNode siblings(Error error) {
        JsonPointer keyword =
                JsonPointer.compile(error.getSchemaLocation().getFragment().toString());
        return schema.getSchemaNode().at(keyword.head()).path("properties");
    }

    private static String types(JsonNode schemaNode) {
        List<String> words = new ArrayList<>();
        if (schemaNode.isArray()) {
            schemaNode.forEach(word -> words.add(word.asText()));
        } else {
            words.add(schemaNode.asText());
        }
        return String.join(" or ", words);
    }

    private static String where(Error error) {
        String path = error.getInstanceLocation()
                .toString()
                .replaceFirst("^[/$.]+", "")
                .replace('/', '.');
        return path.isEmpty() ? "mapping" : path;
    }
}
