package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a file by its JSON Schema, and finds everything that is wrong with it, with positions. A general validator tells
 * neither the line nor the key that was meant. Of JSON Schema it knows what the schemas in {@code /schema} use.
 */
final class SchemaCheck {

    private final YamlFile file;
    private final JsonNode schema;
    private final Variables variables;
    private final List<InputError> errors = new ArrayList<>();
    private final Map<String, Position> positions = new LinkedHashMap<>();
    private final List<String> deprecated = new ArrayList<>();
    private final YamlJson freeForm;

    private SchemaCheck(YamlFile file, JsonNode schema, Variables variables) {
        this.file = file;
        this.schema = schema;
        this.variables = variables;
        this.freeForm = new YamlJson(file, positions);
    }

    /** @throws InputException with every error, in the order of the lines */
    static Checked check(YamlFile file, JsonNode schema, Variables variables) {
        SchemaCheck check = new SchemaCheck(file, schema, variables);
        JsonNode content = check.value("", file.root(), schema);
        if (!check.errors.isEmpty()) {
            check.errors.sort(
                    Comparator.comparing((InputError error) -> error.at().line())
                            .thenComparing(error -> error.at().column()));
            throw new InputException(check.errors);
        }
        return new Checked(file, content, check.positions, check.deprecated);
    }

    private JsonNode value(String path, Node node, JsonNode declared) {
        positions.put(path, file.position(node));
        if (declared.has("oneOf")) {
            return OneOf.choose(
                            declared.get("oneOf")
                                    .valueStream()
                                    .map(this::resolve)
                                    .toList(),
                            node,
                            this::wrong,
                            path)
                    .map(chosen -> value(path, node, chosen))
                    .orElse(JsonNodeFactory.instance.nullNode());
        }
        JsonNode shape = resolve(declared);
        if (shape.path("deprecated").asBoolean()) {
            deprecated.add(path);
        }
        if (YamlJson.isNull(node)) {
            return JsonNodeFactory.instance.nullNode();
        }
        List<String> types = types(shape);
        if (node instanceof ScalarNode scalar && !types.stream().allMatch(SchemaCheck::isContainer)) {
            return scalar(path, scalar, shape, types);
        }
        if (node instanceof MappingNode mapping && types.contains("object")) {
            return shape.has("properties") ? object(path, mapping, shape) : freeForm.convert(path, mapping);
        }
        if (node instanceof SequenceNode sequence && types.contains("array")) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            sequence.getValue().forEach(item -> array.add(value(path + "[]", item, shape.path("items"))));
            return array;
        }
        wrong(node, path + ": expected " + Scalars.expectation(types) + ".");
        return JsonNodeFactory.instance.nullNode();
    }

    private JsonNode resolve(JsonNode declared) {
        return declared.has("$ref") ? schema.at(declared.get("$ref").asText().substring(1)) : declared;
    }

    private JsonNode scalar(String path, ScalarNode scalar, JsonNode shape, List<String> types) {
        Consumer<String> wrong = message -> wrong(scalar, path + ": " + message);
        if (shape.path("writeOnly").asBoolean()) {
            return JsonNodeFactory.instance.textNode(scalar.getValue());
        }
        return variables
                .replace(scalar.getValue(), wrong)
                .flatMap(text -> Scalars.read(text, shape, types, wrong))
                .orElse(JsonNodeFactory.instance.nullNode());
    }

    private ObjectNode object(String path, MappingNode mapping, JsonNode shape) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        JsonNode properties = shape.get("properties");
        Set<String> present = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = freeForm.key(entry.getKeyNode());
            if (!present.add(key)) {
                wrong(entry.getKeyNode(), "The key \"" + key + "\" is given twice.");
            } else if (properties.has(key)) {
                object.set(key, value(YamlJson.join(path, key), entry.getValueNode(), properties.get(key)));
                if (YamlJson.isNull(entry.getValueNode())) {
                    present.remove(key);
                }
            } else {
                present.addAll(unknownKey(path, entry.getKeyNode(), key, properties));
            }
        }
        missing(shape.path("required"), present)
                .forEach(key -> wrong(mapping, YamlJson.join(path, key) + " is missing or empty."));
        JsonNode ways = shape.path("anyOf");
        if (!ways.isEmpty()
                && ways.valueStream()
                        .allMatch(way -> !missing(way.path("required"), present).isEmpty())) {
            wrong(
                    mapping,
                    path + ": give " + ways.valueStream().map(SchemaCheck::way).collect(Collectors.joining(", or "))
                            + ".");
        }
        return object;
    }

    /** Tells it; the key that was meant counts as present, so that one typo is one error. */
    private Set<String> unknownKey(String path, Node keyNode, String key, JsonNode properties) {
        List<String> known = properties.propertyStream().map(Map.Entry::getKey).toList();
        Optional<String> meant = Nearest.to(key, known);
        wrong(
                keyNode,
                "Unknown key \"" + key + "\"" + (path.isEmpty() ? "" : " in " + path) + "."
                        + meant.map(word -> " Did you mean \"" + word + "\"?")
                                .orElse(" Known keys: " + String.join(", ", known) + "."));
        return meant.map(Set::of).orElse(Set.of());
    }

    private static List<String> missing(JsonNode required, Set<String> present) {
        return required.valueStream()
                .map(JsonNode::asText)
                .filter(key -> !present.contains(key))
                .toList();
    }

    private static String way(JsonNode way) {
        return way.path("required").valueStream().map(JsonNode::asText).collect(Collectors.joining(" and "));
    }

    private static List<String> types(JsonNode shape) {
        JsonNode type = shape.path("type");
        return type.isArray() ? type.valueStream().map(JsonNode::asText).toList() : List.of(type.asText());
    }

    private static boolean isContainer(String type) {
        return type.equals("object") || type.equals("array");
    }

    private void wrong(Node node, String message) {
        errors.add(new InputError(file.position(node), message));
    }
}
