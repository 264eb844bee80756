package io.drover.cli.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.drover.cli.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {

    /** What {@link SchemaCheck} and {@link Scalars} understand, and what only people and editors read. */
    private static final Set<String> UNDERSTOOD = Set.of(
            "$schema",
            "$ref",
            "$defs",
            "type",
            "properties",
            "additionalProperties",
            "required",
            "anyOf",
            "oneOf",
            "items",
            "enum",
            "pattern",
            "minimum",
            "maximum",
            "writeOnly",
            "deprecated",
            "title",
            "description",
            "default",
            "$comment");

    @ParameterizedTest
    @ValueSource(strings = {"migration", "ztoq-config"})
    void a_schema_uses_only_words_that_are_checked(String name) throws IOException {
        checkWords(schema(name), name);
    }

    @ParameterizedTest
    @CsvSource({"mattermost.yaml, projectKey, projectKye", "agola/drover.yaml, configstore, confgistore"})
    void editors_find_nothing_wrong_with_an_example_and_what_is_wrong_in_a_bad_one(String file, String key, String typo)
            throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema("migration").toString());
        String example = Files.readString(Path.of("..", "examples").resolve(file))
                .replaceAll("\\$\\{env:[A-Z0-9_]*(URL|SERVICE|STORE)}", "http://127.0.0.1:1/");

        assertThat(schema.validate(example, InputFormat.YAML)).isEmpty();
        assertThat(schema.validate(example.replaceFirst(key + ":", typo + ":"), InputFormat.YAML))
                .anyMatch(error -> error.toString().contains(typo));
    }

    private static void checkWords(JsonNode schema, String path) {
        schema.propertyStream().forEach(entry -> {
            String at = path + "/" + entry.getKey();
            assertThat(UNDERSTOOD).as(at).contains(entry.getKey());
            switch (entry.getKey()) {
                case "properties", "$defs" ->
                    entry.getValue()
                            .propertyStream()
                            .forEach(child -> checkWords(child.getValue(), at + "/" + child.getKey()));
                case "items" -> checkWords(entry.getValue(), at);
                case "anyOf", "oneOf" ->
                    entry.getValue()
                            .forEach(way -> assertThat(way.size()).as(at).isEqualTo(1));
                default -> {}
            }
        });
    }

    private static JsonNode schema(String name) throws IOException {
        try (InputStream in = SchemasTest.class.getResourceAsStream("/schema/" + name + ".schema.json")) {
            return Json.MAPPER.readTree(in);
        }
    }
}
