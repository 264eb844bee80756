package io.drover.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a connector can be set to, from one record whose components are annotated with {@code @Schema}; its type with
 * {@link Secret} and {@link Needs}. Time spans are {@link java.time.Duration}s with {@code @JsonFormat(pattern = "SECONDS")} or
 * {@code "MILLIS"}, words are enums with {@code @JsonProperty} at each constant. May be used by several threads.
 */
public final class Settings<T> {

    /** Of an address in {@code @Schema(pattern = …)}: no user, password, query or fragment. */
    public static final String ADDRESS = "^https?://[^/?#@\\s]+(/[^?#\\s]*)?$";

    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Class<T> type;
    private final ObjectNode schema;

    private Settings(Class<T> type) {
        this.type = type;
        this.schema = SettingsSchema.of(type);
    }

    /** Reads the annotations, which takes some time: once for each connector. */
    public static <T extends Record> Settings<T> of(Class<T> type) {
        return new Settings<>(type);
    }

    /**
     * As {@link io.drover.spi.Descriptor#settingsSchema()}. Its {@code $defs/connection} says what stands beside the settings
     * where a person writes both: the secrets, and what of both is needed.
     */
    public ObjectNode schema() {
        return schema.deepCopy();
    }

    /** As {@link io.drover.spi.Descriptor#secrets()}. */
    public List<String> secrets() {
        List<String> names = new ArrayList<>();
        schema.at("/$defs/" + SettingsSchema.CONNECTION + "/properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return List.copyOf(names);
    }

    /**
     * Reads settings, with defaults for those that are not given. That they follow the schema was seen to before; what cannot be
     * read all the same is named.
     *
     * @param system its name for people
     * @throws ConnectorException {@code SETTING_INVALID}
     */
    public T read(String system, ObjectNode given) {
        ObjectNode whole = given.deepCopy();
        fill(whole, schema);
        for (JsonNode name : schema.path("required")) {
            if (whole.path(name.asText()).asText().isBlank()) {
                throw invalid(system, name.asText(), "is missing");
            }
        }
        try {
            return JSON.treeToValue(whole, type);
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            throw invalid(system, path, "cannot be read" + expected(path));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    private String expected(String path) {
        JsonNode shape = schema.at("/properties/" + path.replace(".", "/properties/"));
        String words = shape.path("enum").valueStream().map(JsonNode::asText).collect(Collectors.joining(" or "));
        return words.isEmpty() ? "" : "; it is " + words;
    }

    private static void fill(ObjectNode values, JsonNode schema) {
        schema.path("properties").properties().forEach(property -> {
            JsonNode shape = property.getValue();
            JsonNode value = values.path(property.getKey());
            if (value.isMissingNode() || value.isNull()) {
                if (shape.has("properties")) {
                    fill(values.putObject(property.getKey()), shape);
                } else if (shape.has("default")) {
                    values.set(property.getKey(), shape.get("default"));
                }
            } else if (value instanceof ObjectNode object) {
                fill(object, shape);
            }
        });
    }

    /** A setting that cannot be used; {@code why} goes on the sentence, as in "is missing". */
    public static ConnectorException invalid(String system, String setting, String why) {
        return new ConnectorException(
                "SETTING_INVALID",
                FailureType.USER,
                "The setting \"" + setting + "\" of the " + system + " connection " + why + ".");
    }
}
