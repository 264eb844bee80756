package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.http.HttpSettings;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a connection to Zephyr Scale.
 *
 * @param baseUrl with the version, for example {@code https://api.zephyrscale.smartbear.com/v2}
 * @param pageSize records asked for per page of a listing, 1 to 1000
 * @param lookFor what is looked for although it costs a request for each test case
 * @param componentNames Jira component id to name, for components that nothing else can name
 * @param jiraUrl where components are looked up, when given
 * @param jiraUser with {@code jiraUrl}: the account of the secret {@code jiraToken}
 */
record ZephyrScaleSettings(
        String baseUrl,
        String projectKey,
        int pageSize,
        Listing listing,
        Set<Extra> lookFor,
        Map<String, String> componentNames,
        Optional<String> jiraUrl,
        Optional<String> jiraUser,
        HttpSettings http) {

    /** How test cases are listed. */
    enum Listing {
        /** By cursor, and by offset where the tenant has no cursor listing. */
        AUTO,
        CURSOR,
        OFFSET
    }

    private static final int LARGEST_PAGE = 1000;

    static ZephyrScaleSettings of(ObjectNode node) {
        Map<String, String> components = new HashMap<>();
        node.path("componentNames")
                .properties()
                .forEach(e -> components.put(e.getKey(), e.getValue().asText()));
        return new ZephyrScaleSettings(
                required(node, "baseUrl"),
                required(node, "projectKey"),
                Math.clamp(node.path("pageSize").asInt(LARGEST_PAGE), 1, LARGEST_PAGE),
                listing(node.path("listing").asText("auto")),
                lookFor(node.path("lookFor")),
                Map.copyOf(components),
                optional(node, "jiraUrl"),
                optional(node, "jiraUser"),
                HttpSettings.of(node.path("http")));
    }

    static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object").put("additionalProperties", false);
        schema.putArray("required").add("baseUrl").add("projectKey");
        ObjectNode properties = schema.putObject("properties");
        property(properties, "baseUrl", "string", "Address of the API with its version; a token belongs to one region")
                .put("format", "uri")
                .put("pattern", "^https?://")
                .put("default", "https://api.zephyrscale.smartbear.com/v2");
        property(properties, "projectKey", "string", "Key of the Jira project; after a rename the old one")
                .put("pattern", "^[A-Z][A-Z_0-9]+$");
        property(properties, "pageSize", "integer", "Records asked for per page")
                .put("minimum", 1)
                .put("maximum", LARGEST_PAGE)
                .put("default", LARGEST_PAGE);
        property(properties, "listing", "string", "How test cases are listed")
                .put("default", "auto")
                .putArray("enum")
                .add("auto")
                .add("cursor")
                .add("offset");
        ObjectNode lookFor = property(
                properties,
                "lookFor",
                "array",
                "What to look for, with a request for each test case; it is not migrated, but told");
        lookFor.putObject("items")
                .putArray("enum")
                .add(Extra.ATTACHMENTS.word())
                .add(Extra.VERSIONS.word());
        lookFor.putArray("default").add(Extra.ATTACHMENTS.word()).add(Extra.VERSIONS.word());
        property(properties, "componentNames", "object", "Names of Jira components by id")
                .putObject("additionalProperties")
                .put("type", "string");
        property(properties, "jiraUrl", "string", "Jira, to look up the names of components")
                .put("pattern", "^https?://");
        property(properties, "jiraUser", "string", "Jira account that the secret jiraToken belongs to");
        properties.set("http", HttpSettings.schema());
        return schema;
    }

    private static ObjectNode property(ObjectNode properties, String name, String type, String description) {
        return properties.putObject(name).put("type", type).put("description", description);
    }

    private static Listing listing(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "auto" -> Listing.AUTO;
            case "cursor" -> Listing.CURSOR;
            case "offset" -> Listing.OFFSET;
            default -> throw invalid("listing", "must be auto, cursor or offset");
        };
    }

    private static Set<Extra> lookFor(JsonNode words) {
        if (words.isMissingNode() || words.isNull()) {
            return EnumSet.allOf(Extra.class);
        }
        Set<Extra> extras = EnumSet.noneOf(Extra.class);
        for (JsonNode word : words) {
            extras.add(Arrays.stream(Extra.values())
                    .filter(extra -> extra.word().equals(word.asText()))
                    .findFirst()
                    .orElseThrow(() -> invalid("lookFor", "has attachments and versions to choose")));
        }
        return extras;
    }

    private static String required(JsonNode node, String name) {
        return optional(node, name).orElseThrow(() -> invalid(name, "is missing"));
    }

    private static Optional<String> optional(JsonNode node, String name) {
        return Optional.ofNullable(node.path(name).textValue()).filter(text -> !text.isBlank());
    }

    private static ConnectorException invalid(String name, String why) {
        return new ConnectorException(
                "SETTING_INVALID",
                FailureType.USER,
                "The setting \"" + name + "\" of the Zephyr Scale connection " + why + ".");
    }
}
