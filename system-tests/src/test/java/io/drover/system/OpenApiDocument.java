package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OpenAPI document, held against what the coordinator really answers. */
final class OpenApiDocument {

    private static final Pattern EACH = Pattern.compile("(?:Lines, each an?|whose data is an?) (\\w+)");

    private final List<Operation> operations = new ArrayList<>();
    private final ObjectNode components;

    /**
     * @param path with names in braces, from {@code /api/v1}
     * @param role that it says it wants
     */
    record Operation(String id, String method, String path, boolean takesBody, String role, JsonNode responses) {}

    private OpenApiDocument(JsonNode document) {
        components = document.path("components").deepCopy();
        // Of what is not told of, nobody knows.
        components.path("schemas").properties().forEach(schema -> {
            if (schema.getValue().has("properties")) {
                ((ObjectNode) schema.getValue()).put("additionalProperties", false);
            }
        });
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                operations.add(new Operation(
                        operation.getValue().path("operationId").asText(),
                        operation.getKey().toUpperCase(java.util.Locale.ROOT),
                        path.getKey().replace("/api/v1", ""),
                        operation.getValue().has("requestBody"),
                        operation.getValue().path("x-drover-role").asText(),
                        operation.getValue().path("responses")));
            }
        }
    }

    /** As it was built with the coordinator; {@link OpenApiTest} says that it is the committed one. */
    static OpenApiDocument read() throws IOException {
        return new OpenApiDocument(new ObjectMapper()
                .readTree(Program.file("coordinator-service/target/openapi/openapi.json")
                        .toFile()));
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    Operation operation(String id) {
        return operations.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no operation " + id));
    }

    /** Each code of each operation: {@code getExecution 200}. */
    Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        operations.forEach(operation ->
                operation.responses().fieldNames().forEachRemaining(code -> codes.add(operation.id() + " " + code)));
        return codes;
    }

    /** The code is one of the operation's, the type one of the code's, and the body is as its schema says. */
    void assertTells(Operation operation, int status, String type, String body) {
        String what = operation.id() + " answered " + status + " " + type + " " + body;
        JsonNode response = operation.responses().path(String.valueOf(status));
        assertThat(response.isMissingNode()).as(what).isFalse();
        if (!response.has("content")) {
            assertThat(body).as(what).isEmpty();
            return;
        }
        String media = type.split(";", -1)[0];
        JsonNode content = response.path("content").path(media);
        assertThat(content.isMissingNode()).as(what).isFalse();
        Matcher each = EACH.matcher(response.path("description").asText());
        if (media.endsWith("json") && !media.contains("nd")) {
            assertValid(content.path("schema"), body, what);
        } else if (each.find()) {
            JsonNode line = JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + each.group(1));
            body.lines()
                    .filter(text -> !text.isBlank())
                    .map(text -> text.startsWith("data:") ? text.substring("data:".length()) : text)
                    .forEach(text -> assertValid(line, text, what));
        }
    }

    private void assertValid(JsonNode schema, String json, String what) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", components);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(whole.toString())
                        .validate(json, InputFormat.JSON))
                .as(what)
                .isEmpty();
    }
}
