package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML of any shape as JSON, by the rules of YAML 1.2's core schema: {@code no}, {@code 012} in octal and
 * {@code 12:30} are what they look like, texts and decimal numbers.
 */
final class YamlJson {

    private static final int DEEPEST = 50;
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final YamlFile file;
    private final Map<String, Position> positions;

    /** @param positions is given the position of each value by its path */
    YamlJson(YamlFile file, Map<String, Position> positions) {
        this.file = file;
        this.positions = positions;
    }

    JsonNode convert(String path, Node node) {
        return convert(path, node, 0);
    }

    private JsonNode convert(String path, Node node, int depth) {
        if (depth > DEEPEST) {
            throw new InputException(file.position(node), "This is nested more than " + DEEPEST + " levels deep.");
        }
        positions.put(path, file.position(node));
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> {
                ArrayNode array = JSON.arrayNode();
                for (Node item : sequence.getValue()) {
                    array.add(convert(path + "[" + array.size() + "]", item, depth + 1));
                }
                yield array;
            }
            case MappingNode mapping -> {
                ObjectNode object = JSON.objectNode();
                for (NodeTuple entry : mapping.getValue()) {
                    String key = key(entry.getKeyNode());
                    if (object.has(key)) {
                        throw new InputException(
                                file.position(entry.getKeyNode()), "The key \"" + key + "\" is given twice.");
                    }
                    object.set(key, convert(join(path, key), entry.getValueNode(), depth + 1));
                }
                yield object;
            }
            default -> throw new InputException(file.position(node), "This kind of YAML is not supported here.");
        };
    }

    /** The text of a key; every simple key is a text here, also {@code 1} and {@code no}. */
    String key(Node key) {
        if (key instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new InputException(file.position(key), "Expected a simple key.");
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && switch (scalar.getValue()) {
                    case "", "~", "null", "Null", "NULL" -> true;
                    default -> false;
                };
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (isNull(scalar)) {
            return JSON.nullNode();
        }
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return JSON.textNode(text);
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        if (INTEGER.matcher(text).matches()) {
            return JSON.numberNode(new BigInteger(text));
        }
        return DECIMAL.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
    }
}
