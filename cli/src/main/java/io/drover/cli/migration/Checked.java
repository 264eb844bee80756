package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that follows its schema.
 *
 * @param content the file as JSON; a key without a value is null
 * @param positions where each value stands, by its path ({@code source.baseUrl})
 * @param deprecated the paths of values that are accepted and have no effect
 */
record Checked(YamlFile file, JsonNode content, Map<String, Position> positions, List<String> deprecated) {

    /** The value at a path of keys joined by points, unless there is none or it is null. */
    Optional<JsonNode> find(String path) {
        JsonNode node = content;
        for (String key : path.split("\\.", -1)) {
            node = node.path(key);
        }
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    Optional<String> text(String path) {
        return find(path).map(JsonNode::asText);
    }

    Position at(String path) {
        Position position = positions.get(path);
        return position != null ? position : Position.startOf(file.path().toString());
    }
}
