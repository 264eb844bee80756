package io.drover.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.mapping.Mapping.Destination;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Reads the built-in mapping and a user's, which overrides it key by key. */
public final class MappingReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MappingForm form;
    private final MappingSchema schema;

    public MappingReader(MappingForm form) {
        this.form = form;
        this.schema = new MappingSchema(form.schema());
        schema.check(form.builtIn());
    }

    /**
     * @param user a mapping file as JSON, or a null or missing node for none
     * @throws io.drover.spi.ConnectorException of type USER, code {@code MAPPING_INVALID}
     */
    public Mappings read(JsonNode user) {
        JsonNode own = user.isNull() || user.isMissingNode() ? JsonNodeFactory.instance.objectNode() : user;
        schema.check(own);
        ObjectNode policies = form.builtIn().path("policies").deepCopy();
        if (own.path("policies") instanceof ObjectNode given) {
            policies.setAll(given);
        }
        return new Mappings(mapping(own), mapping(form.builtIn()), JSON.convertValue(policies, MappingPolicies.class));
    }

    private Mapping mapping(JsonNode file) {
        Map<String, Destination> fields = new LinkedHashMap<>();
        for (String part : form.fieldSections()) {
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
        List<String> unused = form.unusedSections().stream().filter(file::has).toList();
        return new Mapping(fields, values, UserTable.of(file.path("users")), unused);
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
