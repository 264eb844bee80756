package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Puts names in the place of the ids that a test case carries. */
final class Names {

    /** @param known false when {@code text} is the id, for want of a name */
    record Name(String text, boolean known) {}

    private final NameLists lists;
    private final ZephyrApi api;
    private final Components components;

    Names(NameLists lists, ZephyrApi api, Components components) {
        this.lists = lists;
        this.api = api;
        this.components = components;
    }

    /** The priority's name, or its id where it has none. */
    Optional<String> priority(JsonNode testCase) {
        return id(testCase, "priority").map(id -> lists.priorities()
                .computeIfAbsent(id, missing -> api.name("priorities", missing))
                .orElse(id));
    }

    /** The status' name, or its id where it has none. */
    Optional<String> status(JsonNode testCase) {
        return id(testCase, "status").map(id -> lists.statuses()
                .computeIfAbsent(id, missing -> api.name("statuses", missing))
                .orElse(id));
    }

    Optional<Name> component(JsonNode testCase) {
        return id(testCase, "component").map(id -> lists.components()
                .computeIfAbsent(id, components::name)
                .map(name -> new Name(name, true))
                .orElseGet(() -> new Name(id, false)));
    }

    void close() {
        components.close();
    }

    private static Optional<String> id(JsonNode testCase, String ref) {
        JsonNode id = testCase.path(ref).path("id");
        return id.isMissingNode() || id.isNull() ? Optional.empty() : Optional.of(id.asText());
    }
}
