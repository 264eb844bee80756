package io.drover.cli.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.cli.api.ApiJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON Schema of a migration file: its form, which is part of this program, and what each connector can be set to. */
public final class MigrationSchema {

    private static final String HOW =
            " Write ${env:NAME} (an environment variable), file:PATH (a file that holds nothing else, relative"
                    + " to this file) or secret:NAME (the server has it already).";

    private MigrationSchema() {}

    /** For editors too, in one piece. */
    public static ObjectNode of(KnownConnectors known) {
        ObjectNode schema = form("migration");
        if (!known.recipes().isEmpty()) {
            known.recipes().forEach(schema.withObject("/properties/recipe").putArray("enum")::add);
        }
        if (!known.isEmpty()) {
            side(schema, "source", known.connectors());
            side(schema, "target", known.connectors());
            known.connectors()
                    .forEach(descriptor -> schema.withObject("/$defs").set(name(descriptor), connection(descriptor)));
        }
        return schema;
    }

    /** A schema that is part of this program. */
    static ObjectNode form(String name) {
        String resource = "/schema/" + name + ".schema.json";
        try (InputStream in = MigrationSchema.class.getResourceAsStream(resource)) {
            return (ObjectNode) ApiJson.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("The schema " + resource + " is not part of this program", e);
        }
    }

    /** By its connector a side has another shape; without one, only that is said. */
    private static void side(ObjectNode schema, String side, List<JsonNode> connectors) {
        ObjectNode shape = schema.withObject("/properties/" + side);
        ArrayNode words = shape.withObject("/properties/connector").putArray("enum");
        ArrayNode ways = shape.putArray("allOf");
        connectors.stream()
                .filter(descriptor -> canBe(side, descriptor.path("roles")))
                .forEach(descriptor -> {
                    words.add(descriptor.path("id").asText());
                    ObjectNode way = ways.addObject();
                    way.withObject("/if/properties/connector")
                            .put("const", descriptor.path("id").asText());
                    way.withObject("/if").putArray("required").add("connector");
                    way.withObject("/then").put("$ref", "#/$defs/" + name(descriptor));
                });
    }

    private static boolean canBe(String side, JsonNode roles) {
        return roles.isMissingNode()
                || roles.valueStream()
                        .map(JsonNode::asText)
                        .anyMatch(role -> role.equals("OPERATIONS") || role.equalsIgnoreCase(side));
    }

    private static String name(JsonNode descriptor) {
        return "connector-" + descriptor.path("id").asText();
    }

    /** The connector's own schema, and what stands beside the settings in a file. */
    private static ObjectNode connection(JsonNode descriptor) {
        ObjectNode shape = descriptor.path("settingsSchema").deepCopy();
        JsonNode beside = shape.at("/$defs/connection");
        shape.remove("$schema");
        shape.put("title", descriptor.path("title").asText());
        moved(shape, "#/$defs/" + name(descriptor));
        ObjectNode properties = shape.withObject("/properties");
        ObjectNode connector = properties.putObject("connector");
        connector.put("const", descriptor.path("id").asText());
        properties.putObject("limits").put("$ref", "#/$defs/limits");
        descriptor.path("secrets").forEach(name -> {
            JsonNode said = beside.path("properties").path(name.asText());
            properties
                    .putObject(name.asText())
                    .put("title", said.path("title").asText(name.asText()))
                    .put("description", said.path("description").asText("A secret.") + HOW)
                    .put("type", "string")
                    .put("writeOnly", true);
        });
        if (beside.has("anyOf")) {
            shape.withArray("/allOf").addObject().set("anyOf", beside.get("anyOf"));
        }
        return shape;
    }

    /** References inside a connector's schema lead to where it stands now. */
    private static void moved(JsonNode node, String place) {
        if (node instanceof ObjectNode object && object.path("$ref").asText().startsWith("#")) {
            object.put("$ref", place + object.get("$ref").asText().substring(1));
        }
        node.forEach(child -> moved(child, place));
    }
}
