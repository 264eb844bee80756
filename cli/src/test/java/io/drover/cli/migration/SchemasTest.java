package io.drover.cli.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.drover.api.Migration;
import io.drover.api.SystemLimits;
import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {

    private final Path folder;

    SchemasTest(@TempDir Path folder) {
        this.folder = folder;
    }

    static List<JsonNode> connectors() {
        return Shipped.known().connectors();
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void a_file_may_say_of_a_connection_what_its_descriptor_has_and_nothing_else(JsonNode descriptor) {
        JsonNode shape = MigrationSchema.of(Shipped.known())
                .at("/$defs/connector-" + descriptor.path("id").asText());
        ObjectNode settings = shape.path("properties").deepCopy();
        List<String> secrets = settings.propertyStream()
                .filter(property -> property.getValue().path("writeOnly").asBoolean())
                .map(Map.Entry::getKey)
                .toList();
        settings.remove(secrets);
        settings.remove(List.of("connector", "limits"));

        assertThat(settings).isEqualTo(descriptor.at("/settingsSchema/properties"));
        assertThat(secrets)
                .containsExactlyElementsOf(descriptor
                        .path("secrets")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList());
        assertThat(shape.path("additionalProperties").asBoolean(true)).isFalse();
    }

    /** Each of them, with its default or the least that it may be. */
    @ParameterizedTest
    @MethodSource("connectors")
    void a_file_that_sets_all_there_is_reaches_the_server_so(JsonNode descriptor) throws IOException {
        ObjectNode settings = sample(descriptor.path("settingsSchema"));
        Path file = Files.writeString(folder.resolve("m.yaml"), file(descriptor, settings));

        Submission submission = MigrationFile.read(file, Optional.empty(), both(descriptor), new Variables(Map.of()));

        JsonNode sent = ApiJson.MAPPER.readTree(
                ApiJson.write(submission.migration().source().settings()));
        assertThat(sent).isEqualTo(ApiJson.MAPPER.readTree(settings.toString()));
        assertThat(validator(descriptor.path("settingsSchema")).validate(sent)).isEmpty();
        assertThat(sent.propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(descriptor
                        .at("/settingsSchema/properties")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"mattermost.yaml, projectKey, projectKye", "agola/drover.yaml, configstore, confgistore"})
    void editors_find_nothing_wrong_with_an_example_and_what_is_wrong_in_a_bad_one(String file, String key, String typo)
            throws IOException {
        Schema schema = validator(MigrationSchema.of(Shipped.known()));
        String example = Files.readString(Path.of("..", "examples").resolve(file))
                .replaceAll("\\$\\{env:[A-Z0-9_]*(URL|SERVICE|STORE)}", "http://127.0.0.1:1/");

        assertThat(schema.validate(example, InputFormat.YAML)).isEmpty();
        assertThat(schema.validate(example.replaceFirst(key + ":", typo + ":"), InputFormat.YAML))
                .anyMatch(error -> error.toString().contains(typo));
    }

    @Test
    void without_a_server_the_form_is_checked_and_nothing_else() throws IOException {
        Path file = Files.writeString(folder.resolve("m.yaml"), """
                source: {connector: testrail, anything: 1}
                target: {connector: qtest, projectId: seven}
                """);

        MigrationFile.check(file, KnownConnectors.NONE, new Variables(Map.of()));

        Files.writeString(file, "source: {connecter: testrail}\ntarget: {connector: qtest}\noptions: {batchSise: 1}\n");
        assertThatThrownBy(() -> MigrationFile.check(file, KnownConnectors.NONE, new Variables(Map.of())))
                .hasMessageContaining("m.yaml:1:9: source.connector is missing or empty.")
                .hasMessageContaining("m.yaml:3:11: Unknown key \"batchSise\" in options. Did you mean \"batchSize\"?");
    }

    /** A file's words go to the server under the same names. */
    @Test
    void a_file_has_the_options_and_limits_that_the_api_takes() throws IOException {
        assertThat(names(MigrationSchema.of(Shipped.known()).at("/properties/options")))
                .containsExactlyInAnyOrderElementsOf(components(Migration.Options.class));
        assertThat(names(MigrationSchema.of(Shipped.known()).at("/$defs/limits")))
                .containsExactlyInAnyOrderElementsOf(components(SystemLimits.class));
    }

    private static List<String> names(JsonNode object) {
        return object.path("properties").propertyStream().map(Map.Entry::getKey).toList();
    }

    private static List<String> components(Class<? extends Record> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static ObjectNode sample(JsonNode schema) {
        ObjectNode settings = ApiJson.MAPPER.createObjectNode();
        schema.path("properties").propertyStream().forEach(property -> {
            JsonNode shape = property.getValue();
            settings.set(
                    property.getKey(),
                    shape.has("properties")
                            ? sample(shape)
                            : shape.has("default") ? shape.get("default") : sampleOf(shape));
        });
        return settings;
    }

    private static JsonNode sampleOf(JsonNode shape) {
        JsonNode address = ApiJson.MAPPER.getNodeFactory().textNode("https://a.example/v2");
        JsonNode proxy = ApiJson.MAPPER.getNodeFactory().textNode("http://proxy.example:3128");
        JsonNode word = ApiJson.MAPPER.getNodeFactory().textNode("MM");
        JsonNode number = ApiJson.MAPPER.getNodeFactory().numberNode(7L);
        return Stream.of(number, word, address, proxy)
                .filter(value -> validator(shape).validate(value).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** A connector that is read from and written to alike. */
    private static KnownConnectors both(JsonNode descriptor) {
        ObjectNode every = descriptor.deepCopy();
        every.putArray("roles").add("SOURCE").add("TARGET");
        return new KnownConnectors("", Shipped.known().at(), List.of(every), List.of());
    }

    private static String file(JsonNode descriptor, ObjectNode settings) {
        ObjectNode side = settings.deepCopy();
        side.set("connector", descriptor.get("id"));
        descriptor.path("secrets").forEach(name -> side.put(name.asText(), "secret:s"));
        return "source: " + side + "\ntarget: " + side + "\n";
    }

    private static Schema validator(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }
}
