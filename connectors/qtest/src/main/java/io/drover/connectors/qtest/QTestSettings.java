package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.http.HttpSettings;
import io.drover.spi.Address;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.Optional;

/**
 * The settings of a connection to qTest.
 *
 * @param baseUrl without {@code /api/v3}, for example {@code https://acme.qtestnet.com}
 * @param originField label of the text field that holds a test case's origin id
 * @param site name of the site for the login with user and password
 * @param username given: the secret {@code password} is exchanged for a token; absent: the secret {@code token} is one
 * @param readBackChunk how many test cases one search asks for
 * @param nameLimit longest name in characters (from memory in reference §3.10)
 * @param createdViaApi name of the module where qTest puts test cases without a parent
 * @param rootModuleId what qTest calls the place above all modules (assumed; reference §3.3 does not say)
 * @param moduleOrigin how the description of a module begins that came from a source
 * @param order whether modules and test cases are given their place among their siblings
 * @param steps what becomes of {@code [~name]} in texts of steps
 * @param mark how origins are written
 */
record QTestSettings(
        String baseUrl,
        String projectId,
        String originField,
        Optional<String> site,
        Optional<String> username,
        int readBackChunk,
        int nameLimit,
        String createdViaApi,
        String rootModuleId,
        String moduleOrigin,
        boolean order,
        StepTexts steps,
        OriginMark mark,
        HttpSettings http) {

    private static final String ORIGIN_FIELD = "Zephyr Key";
    private static final int READ_BACK_CHUNK = 100;
    private static final int NAME_LIMIT = 500;
    private static final String CREATED_VIA_API = "Created via API";
    private static final String ROOT_MODULE_ID = "0";
    private static final String MODULE_ORIGIN = "Zephyr folder ";

    static QTestSettings of(Connection connection) {
        ObjectNode node = connection.settings();
        return new QTestSettings(
                required(node, "baseUrl"),
                projectId(node),
                optional(node, "originField").orElse(ORIGIN_FIELD),
                optional(node, "site"),
                optional(node, "username"),
                Math.clamp(node.path("readBackChunk").asInt(READ_BACK_CHUNK), 1, QTestApi.LARGEST_PAGE),
                node.path("nameLimit").asInt(NAME_LIMIT),
                optional(node, "createdViaApi").orElse(CREATED_VIA_API),
                node.path("rootModuleId").asText(ROOT_MODULE_ID),
                Optional.ofNullable(node.path("moduleOrigin").textValue()).orElse(MODULE_ORIGIN),
                node.path("order").asBoolean(true),
                steps(node.path("parameters").asText("escape")),
                new OriginMark(connection.origin()),
                HttpSettings.of(node.path("http")));
    }

    /** Names the project, whichever way its address is spelled. */
    String system() {
        return Address.normal(baseUrl) + " " + Long.parseLong(projectId);
    }

    static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object").put("additionalProperties", false);
        schema.putArray("required").add("baseUrl").add("projectId");
        ObjectNode properties = schema.putObject("properties");
        property(properties, "baseUrl", "string", "Address of the site, without /api/v3")
                .put("format", "uri")
                .put("pattern", "^https?://");
        properties
                .putObject("projectId")
                .put("description", "Id of the project, the number in its web address")
                .putArray("type")
                .add("integer")
                .add("string");
        property(properties, "originField", "string", "Text field of test cases that keeps the key of the source")
                .put("default", ORIGIN_FIELD);
        property(properties, "site", "string", "Name of the site, for the login with user and password");
        property(properties, "username", "string", "Log in as this user with the secret password, not with a token");
        property(properties, "readBackChunk", "integer", "Test cases per search when reading back")
                .put("minimum", 1)
                .put("maximum", QTestApi.LARGEST_PAGE)
                .put("default", READ_BACK_CHUNK);
        property(properties, "nameLimit", "integer", "Longest name in characters")
                .put("minimum", 1)
                .put("default", NAME_LIMIT);
        property(properties, "createdViaApi", "string", "Module of test cases without a parent")
                .put("default", CREATED_VIA_API);
        property(properties, "rootModuleId", "string", "Id of the place above all modules, for moves to the top")
                .put("pattern", "^-?[0-9]{1,18}$")
                .put("default", ROOT_MODULE_ID);
        property(properties, "moduleOrigin", "string", "How descriptions of modules begin that came from a source")
                .put("default", MODULE_ORIGIN);
        property(properties, "order", "boolean", "Give modules and test cases the place that they have in the source")
                .put("default", true);
        property(properties, "parameters", "string", "What [~name] in a step is: a text (escape) or a parameter (keep)")
                .put("default", "escape")
                .putArray("enum")
                .add("escape")
                .add("keep");
        properties.set("http", HttpSettings.schema());
        return schema;
    }

    private static ObjectNode property(ObjectNode properties, String name, String type, String description) {
        return properties.putObject(name).put("type", type).put("description", description);
    }

    private static String projectId(ObjectNode node) {
        String id = node.path("projectId").asText("");
        if (!id.matches("\\d{1,18}")) {
            throw invalid("projectId", "must be the number of the project");
        }
        return id;
    }

    private static StepTexts steps(String word) {
        return switch (word) {
            case "escape" -> StepTexts.ESCAPE;
            case "keep" -> StepTexts.KEEP;
            default -> throw invalid("parameters", "is escape or keep");
        };
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
                "The setting \"" + name + "\" of the qTest connection " + why + ".");
    }
}
