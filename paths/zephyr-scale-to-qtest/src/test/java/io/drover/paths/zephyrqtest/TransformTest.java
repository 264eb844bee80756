package io.drover.paths.zephyrqtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.connectors.zephyr.model.Folder;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.connectors.zephyr.model.TestStep;
import io.drover.mapping.FieldPlan;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.spi.SurveyedField;
import io.drover.spi.SurveyedField.Shape;
import io.drover.spi.TargetField;
import io.drover.spi.TargetField.Type;
import io.drover.spi.TargetSchema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TransformTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Script NO_STEPS = new Script.Steps(List.of());

    private final Mapped batch = new Mapped();
    private String mapping = "{}";
    private SurveyedField[] surveyed = {};
    private TargetSchema schema = Samples.schema();

    private void transform(Record... records) {
        FieldPlan plan = Samples.plan(mapping, Samples.survey(surveyed), schema);
        batch.add(plan, Samples.prepared(schema, plan.wanted()), records);
    }

    private TargetCase transform(TestCase testCase) {
        transform(new Record(TestCase.TYPE, "MM-T1", testCase.toNode()));
        return TargetCase.of(batch.records().getLast().body());
    }

    @Test
    void system_fields_labels_and_the_key_become_fields() {
        mapping = "users: {acc1: 91}";
        TargetCase mapped = transform(new TestCase(
                "Log in",
                "<p>Goal</p>",
                "a &lt; b",
                "12",
                List.of("a, b", "smoke"),
                "BLOCKER",
                "Draft",
                "Core",
                "acc1",
                138_000L,
                "2024-03-01T10:00:00+01:00",
                Map.of(),
                NO_STEPS));

        assertThat(mapped.fields())
                .containsEntry("Zephyr Key", JSON.textNode("MM-T1"))
                .containsEntry("Priority", JSON.textNode("Critical"))
                .containsEntry("Status", JSON.textNode("New"))
                .containsEntry("Tags", JSON.arrayNode().add("smoke").add("a, b"))
                .containsEntry("Zephyr Owner", JSON.textNode("acc1"))
                .containsEntry("Assigned To", JSON.textNode("91"))
                .containsEntry("Estimated Time", JSON.textNode("2m 18s"))
                .containsEntry("Zephyr Created", JSON.textNode("2024-03-01T09:00:00Z"));
        assertThat(mapped.precondition()).isEqualTo("a &lt; b");
        assertThat(Ref.of(Objects.requireNonNull(mapped.parent()))).contains(new Ref(Folder.TYPE, "12"));
        // The survey saw no component: the value is neither a choice of the target nor lost.
        assertThat(mapped.description()).contains("<th>Component</th><td>Core</td>");
        assertThat(batch.records()).extracting(Record::id).containsExactly("MM-T1");
    }

    @Test
    void blank_steps_and_odd_characters_are_kept() {
        String astral = "𝔘𝔫𝔦 👩‍👩‍👧 العربية <b>x</b> & \u200b\ufeff\r\n";
        TargetCase mapped = transform(Samples.testCase(
                astral,
                new Script.Steps(List.of(
                        Samples.step(null, null, null),
                        Samples.step("Open", "user=a", "Shown"),
                        Samples.step("<p>Open</p>", astral, astral),
                        Samples.step("", "only data", ""))),
                Map.of()));

        assertThat(mapped.name()).isEqualTo(astral);
        assertThat(mapped.steps())
                .containsExactly(
                        new TargetStep("", "", null),
                        new TargetStep("Open<br><br>Test data: user=a", "Shown", null),
                        new TargetStep("<p>Open</p>Test data: " + astral, astral, null),
                        new TargetStep("Test data: only data", "", null));
        assertThat(batch.findings()).isEmpty();
    }

    @Test
    void a_call_is_a_reference_and_its_parameters_are_text() {
        transform(Samples.testCase(
                "Caller",
                new Script.Steps(List.of(new TestStep.Call(
                        "MM-T7",
                        List.of(
                                new TestStep.Parameter("user", "b<ob", false),
                                new TestStep.Parameter("env", null, true))))),
                Map.of()));

        TargetStep step =
                TargetCase.of(batch.records().getFirst().body()).steps().getFirst();
        assertThat(step.description()).isEqualTo("Parameters: user = b&lt;ob; env = (the called test case's default)");
        assertThat(step.calls()).isEqualTo(new Ref(TestCase.TYPE, "MM-T7").toNode());
        assertThat(batch.codes()).containsExactly("CALL_PARAMETERS_AS_TEXT");
    }

    @Test
    void scripts_go_where_the_policies_say() {
        assertThat(transform(Samples.testCase("a", new Script.Bdd("Given a < b"), Map.of()))
                        .steps())
                .containsExactly(new TargetStep("<pre>Given a &lt; b</pre>", "", null));

        mapping = "policies: {plainScript: description, bddScript: precondition}";
        TargetCase plain = transform(Samples.testCase("b", new Script.Plain("<ol><li>Do</li></ol>"), Map.of()));
        assertThat(plain.description()).isEqualTo("<p>Goal</p><ol><li>Do</li></ol>");
        assertThat(plain.steps()).isEmpty();

        TargetCase bdd = transform(Samples.testCase("c", new Script.Bdd("Given a\n  When b"), Map.of()));
        assertThat(bdd.precondition()).isEqualTo("<pre>Given a\n  When b</pre>");
    }

    @Test
    void a_name_that_is_too_long_is_cut_and_kept_whole_in_the_description() {
        schema = Samples.schema(new TargetField(TestCase.TYPE, "Name", Type.TEXT, List.of(), true, true, 10));
        TargetCase mapped = transform(Samples.testCase("123456789👩 and <more>", NO_STEPS, Map.of()));

        assertThat(mapped.name()).isEqualTo("123456789");
        assertThat(mapped.description()).isEqualTo("<p><b>Full name:</b> 123456789👩 and &lt;more&gt;</p><p>Goal</p>");
        assertThat(batch.codes()).containsExactly("VALUE_TRUNCATED");
    }

    @Test
    void what_does_not_fit_is_kept_in_the_description_with_a_finding() {
        surveyed = new SurveyedField[] {
            Samples.field("Build", Shape.NUMBER, "20"),
            Samples.field("Day", Shape.DATE, "2020-01-01"),
            Samples.field("Tester", Shape.TEXT, "acc9"),
            Samples.field("Done", Shape.BOOLEAN, "true"),
        };
        schema = Samples.schema(Samples.target("Tester", Type.USER));
        TargetCase mapped = transform(Samples.testCase(
                "Odd",
                NO_STEPS,
                Map.of(
                        "Build", JSON.textNode("twenty"),
                        "Day", JSON.textNode("31.12.2020"),
                        "Tester", JSON.textNode("acc9"),
                        "Done", JSON.booleanNode(false),
                        "Late", JSON.textNode("came after the survey"),
                        "Nothing", JSON.nullNode(),
                        "Blank", JSON.textNode(""),
                        "None", JSON.arrayNode())));

        assertThat(mapped.fields())
                .doesNotContainKeys("Build", "Day", "Tester", "Nothing", "Blank", "None")
                .containsEntry("Done", JSON.textNode("No"));
        assertThat(mapped.description())
                .contains("<th>Build</th><td>twenty</td>", "<th>Day</th><td>31.12.2020</td>")
                .contains("<th>Tester</th><td>acc9</td>", "<th>Late</th><td>came after the survey</td>");
        assertThat(batch.codes())
                .containsExactlyInAnyOrder(
                        "VALUE_NOT_A_NUMBER", "VALUE_NOT_A_DATE", "USER_NOT_MAPPED", "FIELD_NOT_PLANNED");
        assertThat(batch.findings()).extracting(Finding::field).contains("Build", "Day", "Tester", "Late");
    }

    @Test
    void a_number_keeps_its_digits_and_a_monstrous_one_stays_short() {
        surveyed = new SurveyedField[] {Samples.field("A", Shape.NUMBER, "1"), Samples.field("B", Shape.NUMBER, "1")};
        TargetCase mapped = transform(Samples.testCase(
                "n",
                NO_STEPS,
                Map.of(
                        "A", JSON.numberNode(new BigDecimal("12345678901234567890.5")),
                        "B", JSON.textNode("1E+999999999"))));

        assertThat(mapped.fields())
                .containsEntry("A", JSON.textNode("12345678901234567890.5"))
                .containsEntry("B", JSON.textNode("1E+999999999"));
    }

    @Test
    void a_value_that_came_after_the_survey_is_kept_or_rejects_the_record() {
        TestCase late = new TestCase(
                "Late", null, null, null, List.of(), "Brand new", null, null, null, null, null, Map.of(), NO_STEPS);
        assertThat(transform(late).description())
                .isEqualTo("<table><tbody><tr><th>Priority</th><td>Brand new</td></tr></tbody></table>");

        mapping = "{policies: {missingValues: reject}}";
        transform(new Record(TestCase.TYPE, "MM-T2", late.toNode()));
        assertThat(batch.records()).extracting(Record::id).containsExactly("MM-T1");
        assertThat(batch.findings().getLast())
                .returns(Finding.Severity.ERROR, Finding::severity)
                .returns("Priority", Finding::field);
    }

    @Test
    void a_body_that_cannot_be_read_is_rejected_and_the_batch_goes_on() {
        ObjectNode broken = JSON.objectNode().put("name", "x").put("labels", "not a list");
        ObjectNode bare = JSON.objectNode();
        transform(new Record(TestCase.TYPE, "MM-T1", broken), new Record(TestCase.TYPE, "MM-T2", bare));

        assertThat(batch.codes()).containsExactly("RECORD_NOT_MAPPABLE", "NAME_MISSING", "SCRIPT_MISSING");
        assertThat(TargetCase.of(batch.records().getFirst().body()).name()).isEqualTo("MM-T2");
    }

    @Test
    void folders_become_modules_that_say_where_they_are_from() {
        transform(
                new Record(Folder.TYPE, "1", new Folder("Top", null, 3).toNode()),
                new Record(Folder.TYPE, "2", new Folder("Below", "1", 1).toNode()));

        assertThat(batch.records())
                .extracting(record -> TargetModule.of(record.body()))
                .containsExactly(
                        new TargetModule("Top", "Zephyr folder 1", null, 3),
                        new TargetModule("Below", "Zephyr folder 2", new Ref(Folder.TYPE, "1").toNode(), 1));
    }

    @Test
    void a_field_that_is_only_described_is_in_the_table_without_a_finding_for_each_record() {
        surveyed = new SurveyedField[] {Samples.field("Notes", Shape.MULTILINE, "x<br>y")};
        mapping = "policies: {missingFields: describe}";
        JsonNode notes = JSON.textNode("1 &lt; 2<br>done");
        TargetCase mapped = transform(Samples.testCase("a", NO_STEPS, Map.of("Notes", notes)));

        assertThat(mapped.fields()).doesNotContainKey("Notes");
        assertThat(mapped.description()).endsWith("<tr><th>Notes</th><td>1 &lt; 2<br>done</td></tr></tbody></table>");
        assertThat(batch.findings()).isEmpty();
    }
}
