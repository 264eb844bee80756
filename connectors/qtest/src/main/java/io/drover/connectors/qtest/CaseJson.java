package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A test case as qTest writes it (docs/contracts/zephyr-scale-and-qtest.md §3.5) and as the mapping does. */
final class CaseJson {

    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    private final Properties properties;
    private final QTestSettings settings;

    CaseJson(QTestFields fields, QTestSettings settings) {
        this.properties = new Properties(fields);
        this.settings = settings;
    }

    /** @param body without {@code parent_id} for a case that has none */
    record Encoded(ObjectNode body, Properties.Encoded properties) {

        /** The same without the values that empty a field. */
        ObjectNode withoutClears() {
            ObjectNode copy = body.deepCopy();
            copy.set("properties", properties.withoutClears());
            return copy;
        }
    }

    /** @param update whether values that are there have to go where {@code testCase} has none */
    Encoded encode(TargetCase testCase, boolean update) throws Unwritable {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", testCase.name());
        if (testCase.parent() != null) {
            json.put("parent_id", id(testCase.parent(), "parent"));
        }
        if (settings.order() && testCase.order() != null) {
            json.put("order", testCase.order());
        }
        json.put("description", testCase.description()).put("precondition", testCase.precondition());
        Properties.Encoded encoded = properties.encode(marked(testCase.fields(), settings.mark()::written), update);
        json.set("properties", encoded.written());
        ArrayNode steps = json.putArray("test_steps");
        for (TargetStep step : testCase.steps()) {
            ObjectNode node = steps.addObject();
            node.put("description", settings.steps().encode(step.description()))
                    .put("expected", settings.steps().encode(step.expected()))
                    .put("order", steps.size());
            if (step.calls() != null) {
                node.put("called_test_case_id", id(step.calls(), "steps"));
            }
        }
        return new Encoded(json, encoded);
    }

    /** Values by label, as {@code json} has them. */
    Map<String, JsonNode> fields(JsonNode json) {
        return properties.decode(json.path("properties"));
    }

    /** Values by label that qTest gave a record by itself: in {@code answer}, and not in {@code body}, which was sent. */
    Map<String, JsonNode> given(JsonNode answer, JsonNode body) {
        return properties.decode(answer.path("properties"), Properties.ids(body.path("properties")));
    }

    /** Without its place among others: qTest may count anew. */
    TargetCase decode(JsonNode json) {
        List<JsonNode> steps = new ArrayList<>();
        for (JsonNode step : json.path("test_steps")) {
            if (step.path("parent_test_step_id").asLong(0) == 0) { // else a step of a called test case, shown nested
                steps.add(step);
            }
        }
        steps.sort(Comparator.comparingInt(step -> step.path("order").asInt()));
        return new TargetCase(
                json.path("name").asText(""),
                text(json, "description"),
                text(json, "precondition"),
                idNode(json.path("parent_id")),
                marked(properties.decode(json.path("properties")), settings.mark()::read),
                steps.stream()
                        .map(step -> new TargetStep(
                                settings.steps().decode(text(step, "description")),
                                settings.steps().decode(text(step, "expected")),
                                idNode(step.path("called_test_case_id"))))
                        .toList());
    }

    /** The same with another text in the field of the origin. */
    private Map<String, JsonNode> marked(Map<String, JsonNode> fields, UnaryOperator<String> change) {
        JsonNode origin = fields.get(settings.originField());
        if (origin == null || !origin.isTextual()) {
            return fields;
        }
        Map<String, JsonNode> copy = new LinkedHashMap<>(fields);
        copy.put(settings.originField(), TextNode.valueOf(change.apply(origin.textValue())));
        return copy;
    }

    /** Whether a step has a parameter: shown with its id unless names were asked for. */
    static boolean hasParameters(JsonNode json) {
        for (JsonNode step : json.path("test_steps")) {
            if (StepTexts.hasParameter(text(step, "description")) || StepTexts.hasParameter(text(step, "expected"))) {
                return true;
            }
        }
        return false;
    }

    /** Target ids of the test cases that {@code testCase} calls. */
    static Set<String> calls(TargetCase testCase) {
        Set<String> ids = new LinkedHashSet<>();
        for (TargetStep step : testCase.steps()) {
            JsonNode calls = step.calls();
            if (calls != null && calls.isTextual()) {
                ids.add(calls.textValue());
            }
        }
        return ids;
    }

    static long id(JsonNode node, String field) throws Unwritable {
        if (node.isTextual() && ID.matcher(node.textValue()).matches()) {
            return Long.parseLong(node.textValue());
        }
        throw new Unwritable(
                "REFERENCE_UNRESOLVED",
                field,
                node.toString(),
                "The record that this one refers to is not in the target; see why that one was not loaded.");
    }

    private static @Nullable JsonNode idNode(JsonNode id) {
        return id.asLong(0) == 0 ? null : TextNode.valueOf(id.asText());
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNull() ? "" : value.asText("");
    }
}
