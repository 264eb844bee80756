package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the mapping decided, from the parts {@code fieldmap} and {@code schema}. The field map belongs to the
 * transformer and its form may grow: every object in it that has a source field counts, whatever is around it.
 */
final class MappingDecisions {

    private static final List<String> SOURCE = List.of("source", "sourceField", "from", "name");
    private static final List<String> TARGET = List.of("target", "targetField", "to", "label");
    private static final List<String> TYPE = List.of("type", "targetType");

    private static final int MAX_VALUES = 6;

    private final List<ObjectNode> fieldMaps = new ArrayList<>();
    private final Set<String> before = new HashSet<>();
    private final Set<String> after = new HashSet<>();
    /** The values of a source field as they are written there, by field and by the value in lower case. */
    private final Map<String, Map<String, String>> written = new HashMap<>();

    void fieldMap(ObjectNode fieldMap) {
        fieldMaps.add(fieldMap);
    }

    /** @param prepared false for the target as it was found, true for how the execution left it */
    void schema(ObjectNode schema, boolean prepared) {
        schema.path("fields").forEach(field -> (prepared ? after : before)
                .add(field.path("label").asText().toLowerCase(Locale.ROOT)));
    }

    /** The source's own spelling: the field map has values in lower case. */
    void survey(ObjectNode survey) {
        survey.path("fields").forEach(field -> {
            Map<String, String> values =
                    written.computeIfAbsent(field.path("name").asText(), name -> new HashMap<>());
            field.path("values")
                    .forEach(value -> values.putIfAbsent(value.asText().toLowerCase(Locale.ROOT), value.asText()));
        });
    }

    List<MappedField> fields() {
        List<MappedField> fields = new ArrayList<>();
        fieldMaps.forEach(fieldMap -> collect(null, fieldMap, fields));
        return fields;
    }

    /** @param key under which {@code node} was found: in a map by name, it is the source field */
    private void collect(@Nullable String key, JsonNode node, List<MappedField> found) {
        if (node.isArray()) {
            node.forEach(element -> collect(null, element, found));
            return;
        }
        if (!node.isObject()) {
            return;
        }
        String source = text(node, SOURCE);
        JsonNode target = first(node, TARGET);
        if (source != null) {
            found.add(field(node, source, target));
        } else if (key != null && target != null) {
            found.add(field(node, key, target));
        } else {
            node.properties().forEach(entry -> collect(entry.getKey(), entry.getValue(), found));
        }
    }

    private MappedField field(JsonNode node, String source, @Nullable JsonNode destination) {
        JsonNode target = destination == null ? NullNode.getInstance() : destination;
        String label = target.isObject() ? text(target, TARGET) : textOf(target);
        String type = text(node, TYPE);
        if (type == null && target.isObject()) {
            type = text(target, TYPE);
        }
        String kind = text(node, List.of("kind"));
        if (kind == null && target.isObject()) {
            kind = text(target, List.of("kind"));
        }
        boolean created = label != null
                && !before.contains(label.toLowerCase(Locale.ROOT))
                && after.contains(label.toLowerCase(Locale.ROOT));
        List<String> values = values(node, written.getOrDefault(source, Map.of()));
        return new MappedField(
                kind,
                source,
                label,
                type == null ? null : Words.title(type),
                created,
                values.isEmpty()
                        ? note(node)
                        : String.join(", ", values.subList(0, Math.min(MAX_VALUES, values.size()))),
                values.subList(Math.min(MAX_VALUES, values.size()), values.size()));
    }

    private static @Nullable String note(JsonNode node) {
        return switch (node.path("action").asText()) {
            case "DESCRIBE" -> "Kept in a table in the description";
            case "DROP" -> "Left out";
            default -> text(node, List.of("note", "why", "reason"));
        };
    }

    /** Each source value with its target value, in alphabetical order: the transformer keeps them in none. */
    private static List<String> values(JsonNode node, Map<String, String> written) {
        JsonNode values = first(node, List.of("values", "valueMap"));
        if (values == null || !values.isObject()) {
            return List.of();
        }
        return values.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(value -> written.getOrDefault(value.getKey(), value.getKey()) + " → " + textOf(value.getValue()))
                .toList();
    }

    private static @Nullable JsonNode first(JsonNode node, List<String> names) {
        return names.stream().filter(node::has).findFirst().map(node::get).orElse(null);
    }

    private static @Nullable String text(JsonNode node, List<String> names) {
        JsonNode value = first(node, names);
        return value == null || !value.isTextual() ? null : value.textValue();
    }

    private static @Nullable String textOf(JsonNode node) {
        return node.isNull() || node.isContainerNode() ? null : node.asText();
    }
}
