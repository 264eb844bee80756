package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.connectors.zephyr.model.TestCase.Note;
import io.drover.connectors.zephyr.model.TestStep;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes steps of what a test case has in its list of steps, of one case. Nothing in it is dropped without a word. */
final class StepReader {

    private static final String FIELD = "Test Script";
    private static final Pattern KEY_IN_LINK = Pattern.compile("/testcases/([^/?#]+-T\\d+)");
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final String key;
    private final List<Finding> findings;
    private final List<Note> notes;

    StepReader(String key, List<Finding> findings, List<Note> notes) {
        this.key = key;
        this.findings = findings;
        this.notes = notes;
    }

    TestStep step(JsonNode step) {
        if (!step.isObject()) {
            notes.add(new Note("STEP_UNREADABLE", FIELD, step));
            return inline(NOTHING);
        }
        JsonNode call = step.path("testCase");
        JsonNode inline = step.path("inline");
        if (!call.isObject() && !call.isTextual()) {
            if (CaseValues.says(call)) {
                notes.add(new Note("STEP_UNREADABLE", FIELD, call));
            }
            return inline(inline);
        }
        return new TestStep.Call(calledKey(call), parameters(call), CaseValues.says(inline) ? inline(inline) : null);
    }

    /** Empty when nothing says which. */
    private static String calledKey(JsonNode call) {
        JsonNode named = call.isTextual() ? call : call.path("testCaseKey");
        if (named.isTextual() && !named.textValue().isBlank()) {
            return named.textValue();
        }
        Matcher self = KEY_IN_LINK.matcher(call.path("self").asText(""));
        return self.find() ? self.group(1) : "";
    }

    private TestStep.Inline inline(JsonNode inline) {
        if (!inline.isObject() && CaseValues.says(inline)) {
            notes.add(new Note("STEP_UNREADABLE", FIELD, inline));
        }
        JsonNode fields = inline.path("customFields");
        Map<String, JsonNode> custom = new LinkedHashMap<>();
        fields.properties().forEach(field -> custom.put(field.getKey(), field.getValue()));
        if (!fields.isObject() && CaseValues.says(fields)) {
            notes.add(new Note("VALUE_NOT_AN_OBJECT", FIELD, fields));
        }
        return new TestStep.Inline(
                text(inline, "description"), text(inline, "testData"), text(inline, "expectedResult"), custom);
    }

    private @Nullable String text(JsonNode inline, String property) {
        JsonNode value = inline.path(property);
        if (value.isContainerNode()) {
            notes.add(new Note("VALUE_NOT_A_TEXT", FIELD, value));
            return null;
        }
        return value.isNull() || value.isMissingNode() ? null : value.asText();
    }

    private List<TestStep.Parameter> parameters(JsonNode call) {
        JsonNode listed = call.path("parameters");
        List<TestStep.Parameter> parameters = new ArrayList<>();
        if (listed.isArray()) {
            listed.forEach(parameter -> parameters.add(parameter(parameter)));
        } else if (CaseValues.says(listed)) {
            notes.add(new Note("PARAMETERS_UNREADABLE", FIELD, listed));
        }
        return parameters;
    }

    private TestStep.Parameter parameter(JsonNode parameter) {
        JsonNode value = parameter.path("value");
        String type = parameter.path("type").asText("");
        if (!type.equals("MANUAL_INPUT") && !type.equals("DEFAULT_VALUE")) {
            findings.add(new Finding(
                    "PARAMETER_TYPE_UNKNOWN",
                    Severity.WARNING,
                    TestCase.TYPE,
                    key,
                    FIELD,
                    type,
                    "A call to another test case has a parameter of a type that Drover does not know; its value is taken"
                            + " as typed in. Check that step."));
        }
        if (!parameter.isObject()
                || value.isContainerNode()
                || parameter.path("name").isContainerNode()) {
            notes.add(new Note("PARAMETERS_UNREADABLE", FIELD, parameter));
        }
        return new TestStep.Parameter(
                parameter.path("name").isNull() ? "" : parameter.path("name").asText(""),
                value.isValueNode() && !value.isNull() ? value.asText() : null,
                type.equals("DEFAULT_VALUE"));
    }
}
