package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A system that the execution talked to.
 *
 * @param role {@code Source} or {@code Target}
 * @param settings as the migration has them
 * @param secrets names in the secret store by the connector's own names
 * @param facts what the system said about itself when it was checked
 */
record ConnectedSystem(
        String role, String connector, Map<String, String> settings, Map<String, String> secrets, List<String> facts) {

    ConnectedSystem {
        facts = List.copyOf(facts);
    }

    /** Reads the two sides from the plan, without knowing what else is in it. */
    static List<ConnectedSystem> of(JsonNode plan, List<JsonNode> facts) {
        JsonNode definition = plan.path("migration").isObject() ? plan.path("migration") : plan.path("definition");
        JsonNode sides = definition.isObject() ? definition : plan;
        List<ConnectedSystem> systems = new ArrayList<>();
        for (String role : List.of("source", "target")) {
            JsonNode side = sides.path(role);
            if (side.isObject()) {
                systems.add(new ConnectedSystem(
                        Words.title(role),
                        side.path("connector").asText(),
                        flat(side.path("settings")),
                        flat(side.path("secrets")),
                        factsOf(role, side, facts)));
            }
        }
        return systems;
    }

    private static Map<String, String> flat(JsonNode object) {
        Map<String, String> flat = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> flat.put(
                        entry.getKey(),
                        entry.getValue().isValueNode()
                                ? entry.getValue().asText()
                                : entry.getValue().toString()));
        return flat;
    }

    /** A line of facts is about a side when it names the side's role, connection or connector. */
    private static List<String> factsOf(String role, JsonNode side, List<JsonNode> lines) {
        List<String> facts = new ArrayList<>();
        for (JsonNode line : lines) {
            boolean about = List.of("role", "side", "connection", "connector", "name").stream()
                    .map(key -> line.path(key).asText())
                    .anyMatch(word -> word.equalsIgnoreCase(role)
                            || word.equals(side.path("connector").asText())
                            || (!word.isEmpty() && word.equals(side.path("name").asText())));
            if (about) {
                texts(line.has("facts") ? line.path("facts") : line.path("fact"), facts);
            }
            if (line.has(role)) {
                texts(line.path(role), facts);
            }
        }
        return facts;
    }

    private static void texts(JsonNode node, List<String> texts) {
        if (node.isArray()) {
            node.forEach(element -> texts(element, texts));
        } else if (node.isObject()) {
            node.properties()
                    .forEach(entry -> texts.add(Words.title(entry.getKey()) + ": "
                            + entry.getValue().asText()));
        } else if (!node.isMissingNode() && !node.isNull()) {
            texts.add(node.asText());
        }
    }
}
