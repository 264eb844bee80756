package io.drover.coordinator.planning;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.coordinator.domain.PlannedStep;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What connectors say of the entity type of a step that moves records: how people call it, and whether either cannot do its part. */
final class Applicability {

    private final String type;
    private final String title;

    private Applicability(String type, String title) {
        this.type = type;
        this.title = title;
    }

    /**
     * The step with its title, and with the reason where it cannot be done. A record has one entity type on both sides.
     *
     * @param source what the connector of the source announced; likewise {@code target}
     */
    static PlannedStep of(PlannedStep step, JsonNode source, JsonNode target) {
        String type = Objects.requireNonNull(step.entity(), "records have an entity type");
        String title = Stream.of(source, target)
                .map(connector -> find(connector, type)
                        .map(known -> known.path("title").asText())
                        .orElse(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(type);
        // A recipe that has a title of its own for the step means more by it than the entity type.
        String called = step.title().equals(type) ? title : step.title();
        Applicability applicability = new Applicability(type, title);
        boolean comes = step.from() != null; // and is not listed
        return step.applicable(
                called,
                find(source, type).filter(known -> can(known, "OPEN")).isPresent()
                        && find(target, type)
                                .filter(known -> can(known, "ATTACH"))
                                .isPresent(),
                (comes ? Optional.<String>empty() : applicability.lack(source, "READ"))
                        .or(() -> applicability.lack(target, "CREATE"))
                        .map(lack -> "Not applicable to this path: " + lack + ".")
                        .orElse(null));
    }

    /** An announcement of an earlier release has a list of names, and one that says nothing of entity types limits nothing. */
    private Optional<String> lack(JsonNode connector, String word) {
        String system = connector.path("title").asText(connector.path("id").asText());
        if (connector.path("entityTypes").isArray()) {
            return find(connector, type)
                    .map(known -> can(known, word)
                            ? Optional.<String>empty()
                            : Optional.of(system + " cannot " + word.toLowerCase(Locale.ROOT) + " " + title))
                    .orElse(Optional.of(system + " has no " + title));
        }
        JsonNode names = connector.path("kinds");
        return !names.isArray()
                        || names.valueStream().anyMatch(name -> name.asText().equals(type))
                ? Optional.empty()
                : Optional.of(system + " has no " + title);
    }

    private static Optional<JsonNode> find(JsonNode connector, String type) {
        return connector
                .path("entityTypes")
                .valueStream()
                .filter(known -> known.path("name").asText().equals(type))
                .findFirst();
    }

    private static boolean can(JsonNode type, String word) {
        return type.path("can").valueStream().anyMatch(each -> each.asText().equals(word));
    }
}
