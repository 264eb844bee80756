package io.drover.paths.zephyrqtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.connectors.zephyr.model.TestStep;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallsTest {

    private final Transforming transforming = new Transforming();

    private TargetStep mapped(TestStep step) {
        return transforming
                .run(Samples.testCase("Caller", new Script.Steps(List.of(step)), Map.of()))
                .steps()
                .getFirst();
    }

    @Test
    void a_step_that_says_something_and_calls_keeps_both() {
        TestStep.Inline inline = new TestStep.Inline(
                "both <b>inline</b>", "a<b>", "e", Map.of("Tool", JsonNodeFactory.instance.textNode("curl")));
        TargetStep step =
                mapped(new TestStep.Call("MM-T20", List.of(new TestStep.Parameter("user", "bob", false)), inline));

        assertThat(step)
                .isEqualTo(new TargetStep(
                        "both <b>inline</b><br><br>Test data: a&lt;b&gt;<br><br>Tool: curl<br><br>Parameters: user = bob",
                        "e",
                        new Ref(TestCase.TYPE, "MM-T20").toNode()));
        assertThat(transforming.mapped.codes()).containsExactly("CALL_PARAMETERS_AS_TEXT", "STEP_FIELDS_AS_TEXT");
    }

    @Test
    void a_call_without_a_key_says_so_and_never_null() {
        TargetStep step = mapped(new TestStep.Call("", List.of(), Samples.step("look", null, "seen")));

        assertThat(step)
                .isEqualTo(
                        new TargetStep("Call of a test case that the source does not name<br><br>look", "seen", null));
        assertThat(transforming.mapped.codes()).containsExactly("CALLED_CASE_MISSING");
        assertThat(Ref.in(transforming.mapped.records().getLast().body()))
                .noneMatch(ref -> ref.entityType().equals(TestCase.TYPE));
    }

    @Test
    void a_key_that_is_null_is_none() {
        ObjectNode body = Samples.testCase(
                        "Caller", new Script.Steps(List.of(new TestStep.Call("X", List.of()))), Map.of())
                .toNode();
        ((ObjectNode) body.at("/script/steps/0")).putNull("testCaseKey");
        transforming.run(new Record(TestCase.TYPE, "MM-T1", body));

        assertThat(TargetCase.of(transforming.mapped.records().getFirst().body())
                        .steps()
                        .getFirst()
                        .description())
                .isEqualTo("Call of a test case that the source does not name");
        assertThat(transforming.mapped.codes()).containsExactly("CALLED_CASE_MISSING");
    }

    @Test
    void a_parameter_without_a_name_or_a_value_says_so() {
        ObjectNode body = Samples.testCase(
                        "Caller", new Script.Steps(List.of(new TestStep.Call("X", List.of()))), Map.of())
                .toNode();
        ((ObjectNode) body.at("/script/steps/0"))
                .putArray("parameters")
                .addObject()
                .put("byDefault", false);
        transforming.run(new Record(TestCase.TYPE, "MM-T1", body));

        assertThat(TargetCase.of(transforming.mapped.records().getFirst().body())
                        .steps()
                        .getFirst()
                        .description())
                .isEqualTo("Parameters: (a parameter without a name) = ");
    }
}
