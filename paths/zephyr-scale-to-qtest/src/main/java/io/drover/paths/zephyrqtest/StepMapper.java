package io.drover.paths.zephyrqtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.connectors.zephyr.model.TestStep;
import io.drover.mapping.Findings;
import io.drover.mapping.Html;
import io.drover.mapping.SourceText;
import io.drover.mapping.Texts;
import io.drover.spi.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Steps of the source as steps of the target. The target has no column for test data, step
 * fields and parameters of calls: they follow the step's text.
 */
final class StepMapper {

    private StepMapper() {}

    static List<TargetStep> steps(List<TestStep> steps, Findings findings) {
        List<TargetStep> mapped = new ArrayList<>(steps.size());
        TreeSet<String> fields = new TreeSet<>();
        for (TestStep step : steps) {
            mapped.add(
                    switch (step) {
                        case TestStep.Inline inline -> inline(inline, fields);
                        case TestStep.Call call -> call(call, fields, findings);
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

    private static TargetStep inline(TestStep.Inline step, Set<String> fields) {
        String description = orEmpty(step.description());
        String testData = orEmpty(step.testData());
        if (!testData.isBlank()) {
            description = Html.below(
                    description, "Test data: " + SourceText.of(testData).asHtml());
        }
        for (Map.Entry<String, JsonNode> field : step.customFields().entrySet()) {
            if (!Texts.isEmpty(field.getValue())) {
                fields.add(field.getKey());
                description = Html.below(
                        description,
                        Html.ofPlain(field.getKey()) + ": "
                                + SourceText.of(field.getValue(), false).asHtml());
            }
        }
        return new TargetStep(description, orEmpty(step.expectedResult()), null);
    }

    /** What the step says besides its call comes first. */
    private static TargetStep call(TestStep.Call call, Set<String> fields, Findings findings) {
        TargetStep besides = call.inline() == null ? new TargetStep("", "", null) : inline(call.inline(), fields);
        String key = orEmpty(call.testCaseKey());
        String description = besides.description();
        if (!call.parameters().isEmpty()) {
            StringJoiner joined = new StringJoiner("; ");
            call.parameters().forEach(parameter -> joined.add(text(parameter)));
            String parameters = joined.toString();
            description = Html.below(description, "Parameters: " + Html.ofPlain(parameters));
            findings.info(
                    "CALL_PARAMETERS_AS_TEXT",
                    null,
                    key.isBlank() ? parameters : key + ": " + parameters,
                    "the target sets parameters in runs; their values are in the calling step's text");
        }
        if (key.isBlank()) {
            findings.warning(
                    "CALLED_CASE_MISSING",
                    null,
                    null,
                    "the source does not say which test case a step calls; the step says so as text");
            description = Html.below("Call of a test case that the source does not name", description);
            return new TargetStep(description, besides.expected(), null);
        }
        return new TargetStep(description, besides.expected(), new Ref(TargetCase.TYPE, key).toNode());
    }

    private static String text(TestStep.Parameter parameter) {
        String name = orEmpty(parameter.name()).isBlank() ? "(a parameter without a name)" : parameter.name();
        String value = orEmpty(parameter.value());
        if (!parameter.byDefault()) {
            return name + " = " + value;
        }
        return name + " = " + (value.isEmpty() ? "" : value + " ") + "(the called test case's default)";
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
