package io.drover.settings;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomPropertyDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.swagger2.Swagger2Module;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of a record, in the order of its components. */
final class SettingsSchema {

    /** Where a schema says what stands beside the settings where a person writes both, and what of both is needed. */
    static final String CONNECTION = "connection";

    /** In there of a secret: the settings whose addresses it is sent to. */
    private static final String GOES_TO = "x-goesTo";

    private static final SchemaGenerator GENERATOR = generator();

    private SettingsSchema() {}

    static ObjectNode of(Class<?> settings) {
        ObjectNode schema = GENERATOR.generateSchema(settings);
        ObjectNode connection = schema.withObjectProperty("$defs").putObject(CONNECTION);
        ObjectNode secrets = connection.putObject("properties");
        for (Secret secret : secrets(settings)) {
            ObjectNode shape = secrets.putObject(secret.name())
                    .put("title", secret.title())
                    .put("description", secret.description())
                    .put("type", "string")
                    .put("writeOnly", true);
            Arrays.stream(secret.goesTo()).forEach(shape.putArray(GOES_TO)::add);
        }
        Needs[] ways = settings.getAnnotationsByType(Needs.class);
        if (ways.length > 0) {
            ArrayNode anyOf = connection.putArray("anyOf");
            for (Needs way : ways) {
                Arrays.stream(way.value()).forEach(anyOf.addObject().putArray("required")::add);
            }
        }
        return schema;
    }

    /** The record's own, and then those of the records in it, such as the one for HTTP that connectors share. */
    private static List<Secret> secrets(Class<?> settings) {
        return Stream.concat(
                        Stream.of(settings),
                        Arrays.stream(settings.getRecordComponents()).map(RecordComponent::getType))
                .flatMap(type -> Arrays.stream(type.getAnnotationsByType(Secret.class)))
                .toList();
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        Settings.JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                        Option.INLINE_ALL_SCHEMAS)
                .without(Option.FLATTENED_OPTIONALS)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(new Swagger2Module());
        config.forTypesInGeneral().withPropertySorter((unusedOne, unusedOther) -> 0);
        config.forFields()
                .withTargetTypeOverridesResolver(SettingsSchema::written)
                .withCustomDefinitionProvider((field, context) -> severalTypes(field))
                .withInstanceAttributeOverride((node, field, context) -> {
                    Class<?> type = field.getType().getErasedType();
                    if (node.has("default") && type != String.class && !type.isEnum()) {
                        node.set("default", json(node.get("default").asText()));
                    }
                });
        return new SchemaGenerator(config.build());
    }

    /** How a value is written, where that is not how it is kept. */
    private static @Nullable List<ResolvedType> written(FieldScope field) {
        Class<?> type = field.getType().getErasedType();
        return type == Duration.class
                ? List.of(field.getContext().resolve(Long.class))
                : type == Optional.class ? field.getType().getTypeParameters() : null;
    }

    private static @Nullable CustomPropertyDefinition severalTypes(FieldScope field) {
        Schema annotation = field.getAnnotationConsideringFieldAndGetter(Schema.class);
        if (annotation == null || annotation.types().length == 0) {
            return null;
        }
        ObjectNode types = Settings.JSON.createObjectNode();
        Arrays.stream(annotation.types()).forEach(types.putArray("type")::add);
        return new CustomPropertyDefinition(types, CustomDefinition.AttributeInclusion.YES);
    }

    /** An annotation holds texts only. */
    private static JsonNode json(String text) {
        try {
            return Settings.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a default that is no JSON: " + text, e);
        }
    }
}
