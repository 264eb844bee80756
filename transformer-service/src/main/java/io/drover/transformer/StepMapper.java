package io.drover.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.Ref;
import io.drover.spi.testing.Kinds;
import io.drover.spi.testing.Step;
import io.drover.spi.testing.TargetStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Steps of the source as steps of the target (reference/zephyr-qtest.md §4). The target has no column for test data, step
 * fields and parameters of calls: they follow the step's text.
 */
final class StepMapper {

    private StepMapper() {}

    static List<TargetStep> steps(List<Step> steps, Findings findings) {
        List<TargetStep> mapped = new ArrayList<>(steps.size());
        TreeSet<String> fields = new TreeSet<>();
        for (Step step : steps) {
            mapped.add(
                    switch (step) {
                        case Step.Inline inline -> inline(inline, fields);
                        case Step.Call call -> call(call, findings);
                    });
        }
        if (!fields.isEmpty()) {
            findings.info(
                    "STEP_FIELDS_AS_TEXT",
                    null,
                    String.join(", ", fields),
                    "the target has no such fields of steps; their values follow the step's text");
        }
        return mapped;
    }

    private static TargetStep inline(Step.Inline step, TreeSet<String> fields) {
        String description = orEmpty(step.description());
        String testData = orEmpty(step.testData());
        if (!testData.isBlank()) {
            description = Html.below(description, "Test data: " + testData);
        }
        for (Map.Entry<String, JsonNode> field : step.customFields().entrySet()) {
            if (!Texts.isEmpty(field.getValue())) {
                fields.add(field.getKey());
                description = Html.below(
                        description, Html.escape(field.getKey()) + ": " + Html.of(Texts.of(field.getValue())));
            }
        }
        return new TargetStep(description, orEmpty(step.expectedResult()), null);
    }

    private static TargetStep call(Step.Call call, Findings findings) {
        String description = "";
        if (!call.parameters().isEmpty()) {
            StringJoiner parameters = new StringJoiner("; ");
            call.parameters().forEach(parameter -> parameters.add(text(parameter)));
            description = "Parameters: " + Html.escape(parameters.toString());
            findings.info(
                    "CALL_PARAMETERS_AS_TEXT",
                    null,
                    call.testCaseKey() + ": " + parameters,
                    "the target sets parameters in runs; their values are in the calling step's text");
        }
        return new TargetStep(description, "", new Ref(Kinds.TEST_CASE, call.testCaseKey()).toNode());
    }

    private static String text(Step.Parameter parameter) {
        String value = orEmpty(parameter.value());
        if (!parameter.byDefault()) {
            return parameter.name() + " = " + value;
        }
        return parameter.name() + " = " + (value.isEmpty() ? "" : value + " ") + "(the called test case's default)";
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
