package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.http.Reply;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.testing.Kinds;
import io.drover.spi.testing.Script;
import io.drover.spi.testing.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the script of a test case; which of the three forms it has shows only when asked (reference §1.5). */
final class ScriptReader {

    private static final int WRONG_TYPE = 422;
    private static final int NOT_FOUND = 404;

    private final ZephyrApi api;
    private final int pageSize;
    private final Consumer<Finding> findings;

    ScriptReader(ZephyrApi api, int pageSize, Consumer<Finding> findings) {
        this.api = api;
        this.pageSize = pageSize;
        this.findings = findings;
    }

    /** @return empty when the script has a form that nobody knows; there is a finding then */
    Optional<Script> read(String key, JsonNode testCase) {
        // Only the end of the link counts: the request goes to the configured address and nowhere else.
        boolean text = testCase.path("testScript").path("self").asText("").endsWith("/testscript");
        Reply first = text ? api.script(key) : api.steps(key, 0, pageSize);
        boolean other = first.status() == WRONG_TYPE;
        Reply reply = !other ? first : text ? api.steps(key, 0, pageSize) : api.script(key);
        if (reply.status() == NOT_FOUND) {
            return Optional.of(new Script.Steps(List.of()));
        }
        if (reply.status() == WRONG_TYPE) {
            findings.accept(new Finding(
                    "SCRIPT_UNREADABLE",
                    Severity.ERROR,
                    Kinds.TEST_CASE,
                    key,
                    "Test Script",
                    reply.problem(),
                    "Zephyr Scale gives this script neither as steps nor as text; open the test case there."));
            return Optional.empty();
        }
        return text == other ? Optional.of(steps(key, reply)) : text(key, reply.json());
    }

    private Script steps(String key, Reply reply) {
        List<Step> steps = new ArrayList<>();
        OffsetPage page = OffsetPage.of(reply.json(), 0);
        page.values().forEach(step -> steps.add(step(key, step)));
        OptionalInt next = page.next();
        while (next.isPresent()) {
            int from = next.getAsInt();
            page = OffsetPage.of(api.steps(key, from, pageSize).json(), from);
            page.values().forEach(step -> steps.add(step(key, step)));
            next = page.next();
        }
        return new Script.Steps(steps);
    }

    private Optional<Script> text(String key, JsonNode script) {
        String text = script.path("text").asText("");
        String type = script.path("type").asText("");
        return switch (type) {
            case "plain" -> Optional.of(new Script.Plain(text));
            case "bdd" -> Optional.of(new Script.Bdd(text));
            default -> {
                findings.accept(
                        new Finding(
                                "SCRIPT_TYPE_UNKNOWN",
                                Severity.ERROR,
                                Kinds.TEST_CASE,
                                key,
                                "Test Script",
                                type,
                                "Zephyr Scale names a type of script that Drover does not know; the test case is not migrated."));
                yield Optional.empty();
            }
        };
    }

    private Step step(String key, JsonNode step) {
        JsonNode call = step.path("testCase");
        if (call.isObject()) {
            List<Step.Parameter> parameters = new ArrayList<>();
            call.path("parameters").forEach(parameter -> parameters.add(parameter(key, parameter)));
            return new Step.Call(call.path("testCaseKey").asText(), parameters);
        }
        JsonNode inline = step.path("inline");
        Map<String, JsonNode> custom = new LinkedHashMap<>();
        inline.path("customFields").properties().forEach(e -> custom.put(e.getKey(), e.getValue()));
        return new Step.Inline(
                text(inline, "description"), text(inline, "testData"), text(inline, "expectedResult"), custom);
    }

    private Step.Parameter parameter(String key, JsonNode parameter) {
        String type = parameter.path("type").asText("");
        if (!type.equals("MANUAL_INPUT") && !type.equals("DEFAULT_VALUE")) {
            findings.accept(new Finding(
                    "PARAMETER_TYPE_UNKNOWN",
                    Severity.WARNING,
                    Kinds.TEST_CASE,
                    key,
                    "Test Script",
                    type,
                    "A call to another test case has a parameter of a type that Drover does not know; its value is taken"
                            + " as typed in. Check that step."));
        }
        return new Step.Parameter(
                parameter.path("name").asText(""), text(parameter, "value"), type.equals("DEFAULT_VALUE"));
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNull() || value.isMissingNode() ? null : value.asText();
    }
}
