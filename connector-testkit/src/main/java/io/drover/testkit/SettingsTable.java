package io.drover.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.spi.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of a connector's settings and secrets in its README, made from its descriptor. */
public final class SettingsTable {

    private static final String BEGIN =
            "<!-- settings: ./mvnw test -Dtest=SettingsReadmeTest -Ddrover.readme=write -->\n";
    private static final String END = "<!-- end of settings -->\n";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private SettingsTable() {}

    /**
     * Fails where the README has another table, or {@code descriptor.json} beside it, by which the CLI is tested, says something else.
     * With the system property {@code drover.readme=write} they are written.
     */
    public static void check(Path readme, Descriptor descriptor) throws IOException {
        String text = Files.readString(readme);
        assertThat(text).as("the place of the table in " + readme).contains(BEGIN, END);
        check(
                readme,
                text.substring(0, text.indexOf(BEGIN)) + BEGIN + of(descriptor) + text.substring(text.indexOf(END)));
        check(
                readme.resolveSibling("descriptor.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(descriptor) + "\n");
    }

    private static void check(Path file, String right) throws IOException {
        if ("write".equals(System.getProperty("drover.readme"))) {
            Files.writeString(file, right);
        } else {
            assertThat(file).hasContent(right);
        }
    }

    private static String of(Descriptor descriptor) {
        JsonNode schema = descriptor.settingsSchema();
        JsonNode secrets = schema.at("/$defs/connection/properties");
        return Stream.of(
                        Stream.of("| setting | what it is | default |", "| --- | --- | --- |"),
                        rows("", schema),
                        descriptor.secrets().stream()
                                .map(name -> row("`" + name + "`, a secret", secrets.path(name), false)))
                .flatMap(rows -> rows)
                .map(row -> row + "\n")
                .collect(Collectors.joining());
    }

    private static Stream<String> rows(String prefix, JsonNode schema) {
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asText).toList();
        return schema.path("properties").propertyStream().flatMap(property -> {
            String name = prefix + property.getKey();
            return property.getValue().has("properties")
                    ? rows(name + ".", property.getValue())
                    : Stream.of(row("`" + name + "`", property.getValue(), required.contains(property.getKey())));
        });
    }

    private static String row(String name, JsonNode shape, boolean required) {
        String meaning = shape.path("description").asText() + words(shape) + range(shape);
        String otherwise = shape.has("default") ? "`" + text(shape.get("default")) + "`" : required ? "required" : "";
        return "| " + name + " | " + meaning.replace("|", "\\|") + " | " + otherwise + " |";
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }

    private static String words(JsonNode shape) {
        JsonNode words = shape.has("enum") ? shape.get("enum") : shape.at("/items/enum");
        return words.isMissingNode()
                ? ""
                : words.valueStream()
                        .map(word -> "`" + word.asText() + "`")
                        .collect(Collectors.joining(", ", " ", "."));
    }

    private static String range(JsonNode shape) {
        return shape.has("maximum")
                ? " " + shape.path("minimum").asText() + " to "
                        + shape.get("maximum").asText() + "."
                : "";
    }
}
