package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Which of several shapes a part of a file has: its connector tells, or where that is missing, its other keys. */
final class OneOf {

    private static final String CONNECTOR = "connector";

    private OneOf() {}

    /** The shape, or nothing after having told that no shape is for that connector. */
    static Optional<JsonNode> choose(List<JsonNode> shapes, Node node, BiConsumer<Node, String> wrong, String path) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.of(shapes.getFirst());
        }
        Optional<ScalarNode> connector = connector(mapping);
        if (connector.isEmpty()) {
            return shapes.stream().max(Comparator.comparingLong(shape -> known(shape, mapping)));
        }
        String word = connector.get().getValue();
        Optional<JsonNode> shape =
                shapes.stream().filter(one -> words(one).contains(word)).findFirst();
        if (shape.isEmpty()) {
            List<String> words =
                    shapes.stream().flatMap(one -> words(one).stream()).toList();
            String hint = Nearest.to(word, words)
                    .map(meant -> " Did you mean \"" + meant + "\"?")
                    .orElse(" Known: " + String.join(", ", words) + ".");
            wrong.accept(connector.get(), path + "." + CONNECTOR + ": \"" + word + "\" is not known." + hint);
        }
        return shape;
    }

    private static Optional<ScalarNode> connector(MappingNode mapping) {
        return mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(CONNECTOR))
                .map(entry -> entry.getValueNode())
                .filter(value -> value instanceof ScalarNode && !YamlJson.isNull(value))
                .map(ScalarNode.class::cast)
                .findFirst();
    }

    private static List<String> words(JsonNode shape) {
        return shape.at("/properties/" + CONNECTOR + "/enum")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static long known(JsonNode shape, MappingNode mapping) {
        return mapping.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                        && shape.path("properties").has(key.getValue()))
                .count();
    }
}
