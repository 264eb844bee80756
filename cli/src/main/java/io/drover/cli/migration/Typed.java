package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A file as the JSON that its schema is about: what is to be a number is one, also out of a variable; a key without a value is left out.
 * What cannot be such a number stays a text, for the schema to refuse.
 */
final class Typed {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final YamlFile file;
    private final JsonNode schema;
    private final Variables variables;
    private final YamlJson freeForm;
    final Map<String, Position> positions = new LinkedHashMap<>();
    /** Where the keys stand, by the path of their values. */
    final Map<String, Position> keys = new LinkedHashMap<>();

    final List<String> deprecated = new ArrayList<>();
    final List<InputError> errors = new ArrayList<>();
    /** Paths of values whose variables are not set: that was told, and nothing else is to be told of them. */
    final Set<String> unset = new HashSet<>();

    Typed(YamlFile file, JsonNode schema, Variables variables) {
        this.file = file;
        this.schema = schema;
        this.variables = variables;
        this.freeForm = new YamlJson(file, positions);
    }

    JsonNode content() {
        return value("", file.root(), schema);
    }

    private JsonNode value(String path, Node node, JsonNode declared) {
        positions.put(path, file.position(node));
        JsonNode shape = shape(node, declared);
        if (shape.path("deprecated").asBoolean()) {
            deprecated.add(path);
        }
        return switch (node) {
            case ScalarNode scalar -> scalar(path, scalar, shape);
            case MappingNode mapping
            when shape.has("properties") || shape.path("additionalProperties").isObject() ->
                object(path, mapping, shape);
            case SequenceNode sequence
            when shape.has("items") -> {
                ArrayNode array = JSON.arrayNode();
                for (Node item : sequence.getValue()) {
                    array.add(value(path + "." + array.size(), item, shape.get("items")));
                }
                yield array;
            }
            default -> freeForm.convert(path, node);
        };
    }

    /** What a reference refers to, and of shapes that depend on the connector the one for it. */
    private JsonNode shape(Node node, JsonNode declared) {
        if (declared.has("$ref")) {
            return shape(node, schema.at(declared.get("$ref").asText().substring(1)));
        }
        if (node instanceof MappingNode mapping) {
            for (JsonNode way : declared.path("allOf")) {
                JsonNode word = way.at("/if/properties/connector/const");
                if (word.isTextual() && text(mapping, "connector").equals(Optional.of(word.asText()))) {
                    return shape(node, way.path("then"));
                }
            }
        }
        return declared;
    }

    private static Optional<String> text(MappingNode mapping, String name) {
        return mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .filter(entry -> entry.getValueNode() instanceof ScalarNode)
                .map(entry -> ((ScalarNode) entry.getValueNode()).getValue())
                .findFirst();
    }

    private ObjectNode object(String path, MappingNode mapping, JsonNode shape) {
        ObjectNode object = JSON.objectNode();
        Set<String> present = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = freeForm.key(entry.getKeyNode());
            String at = YamlJson.join(path, key);
            keys.put(at, file.position(entry.getKeyNode()));
            if (!present.add(key)) {
                errors.add(
                        new InputError(file.position(entry.getKeyNode()), "The key \"" + key + "\" is given twice."));
            } else if (YamlJson.isNull(entry.getValueNode())) {
                positions.put(at, file.position(entry.getValueNode()));
            } else {
                JsonNode other = shape.path("additionalProperties");
                JsonNode declared = shape.path("properties").path(key);
                object.set(key, value(at, entry.getValueNode(), declared.isMissingNode() ? other : declared));
            }
        }
        return object;
    }

    private JsonNode scalar(String path, ScalarNode scalar, JsonNode shape) {
        if (shape.path("writeOnly").asBoolean()) {
            return JSON.textNode(scalar.getValue());
        }
        Optional<String> text = variables.replace(scalar.getValue(), message -> {
            unset.add(path);
            errors.add(new InputError(file.position(scalar), path + ": " + message));
        });
        if (text.isEmpty()) {
            return JSON.textNode(scalar.getValue());
        }
        List<String> types = types(shape);
        return types.isEmpty() && text.get().equals(scalar.getValue())
                ? freeForm.convert(path, scalar)
                : types.stream()
                        .flatMap(type -> read(text.get(), type).stream())
                        .findFirst()
                        .orElseGet(() -> JSON.textNode(text.get()));
    }

    static List<String> types(JsonNode shape) {
        JsonNode type = shape.path("type");
        return type.isTextual()
                ? List.of(type.asText())
                : type.valueStream().map(JsonNode::asText).toList();
    }

    private static Optional<JsonNode> read(String text, String type) {
        return switch (type) {
            case "boolean" ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on" -> Optional.of(JSON.booleanNode(true));
                    case "false", "no", "off" -> Optional.of(JSON.booleanNode(false));
                    default -> Optional.empty();
                };
            case "integer" ->
                text.matches("[-+]?[0-9]{1,18}")
                        ? Optional.of(JSON.numberNode(Long.parseLong(text)))
                        : Optional.empty();
            case "number" ->
                text.matches("[-+]?[0-9]{1,18}(\\.[0-9]{1,18})?")
                        ? Optional.of(JSON.numberNode(new BigDecimal(text)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}
