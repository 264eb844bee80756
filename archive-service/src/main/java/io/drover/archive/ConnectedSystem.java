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
 * @param connector its id
 * @param title the connector's, for people
 * @param settings as the migration has them
 * @param secrets names in the secret store by the connector's own names
 * @param facts what the system said about itself when it was checked
 */
record ConnectedSystem(
        String role,
        String connector,
        String title,
        Map<String, String> settings,
        Map<String, String> secrets,
        List<String> facts) {

    ConnectedSystem {
        facts = List.copyOf(facts);
    }

    /**
     * Reads the two sides.
     *
     * @param plan holds the definition under {@code migration}
     * @param facts lines that the check left, each with the {@code role} that it is about
     */
    static List<ConnectedSystem> of(JsonNode plan, List<JsonNode> facts, SystemTitles titles) {
        List<ConnectedSystem> systems = new ArrayList<>();
        for (String role : List.of("source", "target")) {
            JsonNode side = plan.path("migration").path(role);
            if (side.isObject()) {
                String connector = side.path("connector").asText();
                systems.add(new ConnectedSystem(
                        Words.title(role),
                        connector,
                        titles.of(connector),
                        flat(side.path("settings")),
                        flat(side.path("secrets")),
                        factsOf(role, facts)));
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

    private static List<String> factsOf(String role, List<JsonNode> lines) {
        List<String> facts = new ArrayList<>();
        for (JsonNode line : lines) {
            if (line.path("role").asText().equalsIgnoreCase(role)) {
                line.path("facts").forEach(fact -> facts.add(fact.asText()));
            }
        }
        return facts;
    }
}
