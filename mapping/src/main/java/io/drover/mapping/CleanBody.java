package io.drover.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.spi.Ref;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Cleans all texts of a finished body of the target, with one finding for each field. */
public final class CleanBody {

    private static final int CODE_POINTS_TOLD = 10;

    private final Findings findings;

    private CleanBody(Findings findings) {
        this.findings = findings;
    }

    /**
     * Changes {@code body}, where it must. References stay, and so does what says where the record is from: by that it is
     * found again.
     *
     * @param originField label of the field with the origin id
     */
    public static ObjectNode of(ObjectNode body, String originField, Findings findings) {
        CleanBody clean = new CleanBody(findings);
        for (Map.Entry<String, JsonNode> part : body.properties()) {
            switch (part.getKey()) {
                case "origin" -> {
                    // By it the record is found again.
                }
                case "fields" -> {
                    for (Map.Entry<String, JsonNode> field : part.getValue().properties()) {
                        if (!field.getKey().equals(originField)) {
                            field.setValue(clean.field(field.getKey(), field.getValue()));
                        }
                    }
                }
                default -> part.setValue(clean.field(title(part.getKey()), part.getValue()));
            }
        }
        return body;
    }

    private JsonNode field(String name, JsonNode value) {
        Set<Integer> found = new LinkedHashSet<>();
        JsonNode clean = clean(value, found);
        if (!found.isEmpty()) {
            StringJoiner told = new StringJoiner(", ");
            found.stream().limit(CODE_POINTS_TOLD).forEach(c -> told.add("U+%04X".formatted(c)));
            findings.warning(
                    "TEXT_CLEANED",
                    name,
                    told.toString(),
                    "a target cannot be relied on to keep such characters: control characters were removed, others are U+FFFD");
        }
        return clean;
    }

    private static JsonNode clean(JsonNode node, Set<Integer> found) {
        switch (node) {
            case TextNode text -> {
                String clean = CleanText.of(text.textValue(), found);
                return clean.equals(text.textValue()) ? text : TextNode.valueOf(clean);
            }
            case ObjectNode object -> {
                if (Ref.of(object).isEmpty()) {
                    for (Map.Entry<String, JsonNode> field : object.properties()) {
                        field.setValue(clean(field.getValue(), found));
                    }
                }
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, clean(array.get(i), found));
                }
            }
            default -> {
                // No text.
            }
        }
        return node;
    }

    private static String title(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
