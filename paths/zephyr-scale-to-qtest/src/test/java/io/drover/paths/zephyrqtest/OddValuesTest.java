package io.drover.paths.zephyrqtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.connectors.zephyr.model.TestCase.Note;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Record;
import io.drover.spi.SurveyedField;
import io.drover.spi.SurveyedField.Shape;
import io.drover.spi.TargetField;
import io.drover.spi.TargetField.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OddValuesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Script NO_STEPS = new Script.Steps(List.of());

    private final Transforming transforming = new Transforming();

    private static TestCase noted(Note... notes) {
        return new TestCase(
                "a",
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                NO_STEPS,
                7,
                List.of(notes));
    }

    @Test
    void a_value_that_its_field_does_not_promise_is_kept_and_told() {
        TargetCase mapped = transforming.run(noted(
                new Note(
                        "VALUE_NOT_A_NUMBER",
                        "Estimated time",
                        JSON.numberNode(new BigInteger("92233720368547758070"))),
                new Note("STATUS_NAME_UNKNOWN", "Status", JSON.numberNode(999))));

        assertThat(mapped.description())
                .contains("<th>Estimated time</th><td>92233720368547758070</td>", "<th>Status</th><td>999</td>");
        assertThat(mapped.fields()).containsOnlyKeys("Zephyr Key");
        assertThat(mapped.order()).isEqualTo(7);
        assertThat(transforming.mapped.findings())
                .extracting(Finding::code, Finding::severity, Finding::field, Finding::evidence)
                .containsExactly(
                        tuple("VALUE_NOT_A_NUMBER", Severity.WARNING, "Estimated time", "92233720368547758070"),
                        tuple("STATUS_NAME_UNKNOWN", Severity.WARNING, "Status", "999"));
    }

    @Test
    void a_note_about_a_field_that_is_left_out_is_left_out() {
        transforming.mapping("fields: {Status: null}");
        TargetCase mapped = transforming.run(noted(new Note("STATUS_NAME_UNKNOWN", "Status", JSON.numberNode(999))));

        assertThat(mapped.description()).isEmpty();
        assertThat(transforming.mapped.findings()).isEmpty();
    }

    @Test
    void a_system_field_gets_no_value_but_those_that_the_survey_names() {
        assertThat(transforming.plan().wanted())
                .filteredOn(field -> Set.of("Priority", "Status", "Component").contains(field.label()))
                .flatExtracting(TargetField::allowedValues)
                .containsExactly("Exotic", "Active");
    }

    @Test
    void a_label_of_nothing_is_no_label() {
        ObjectNode body = noted().toNode();
        body.putArray("labels").addNull().add("smoke");
        transforming.run(new Record(TestCase.TYPE, "MM-T1", body));

        assertThat(transforming.mapped.findings()).isEmpty();
        assertThat(TargetCase.of(transforming.mapped.records().getFirst().body())
                        .fields())
                .containsEntry("Tags", JSON.arrayNode().add("smoke"));
    }

    @Test
    void a_yes_or_no_that_became_a_text_makes_no_value_that_nobody_uses() {
        SurveyedField field = new SurveyedField(
                TestCase.TYPE, "B", true, Set.of(Shape.BOOLEAN, Shape.TEXT), List.of("maybe", "false"), true, 2, 5);
        transforming
                .schema(Samples.schema(Samples.target("B", Type.CHOICE, "Yes", "No")))
                .surveyed(field);

        assertThat(transforming.plan().wanted())
                .filteredOn(wanted -> wanted.label().equals("B"))
                .flatExtracting(TargetField::allowedValues)
                .containsExactly("maybe");
        assertThat(written(JSON.booleanNode(false))).isEqualTo("No");
        assertThat(written(JSON.textNode("maybe"))).isEqualTo("maybe");
        assertThat(written(JSON.textNode("True"))).isEqualTo("Yes");
    }

    private String written(JsonNode value) {
        TargetCase mapped = transforming.run(Samples.testCase("a", NO_STEPS, Map.of("B", value)));
        return Objects.requireNonNull(mapped.fields().get("B")).textValue();
    }

    @Test
    void whatever_goes_wrong_with_one_record_rejects_it_and_the_others_go_on() {
        ObjectNode bad = noted().toNode();
        bad.putArray("notes").addObject().put("code", "X"); // a note about no field
        transforming.run(new Record(TestCase.TYPE, "MM-T1", bad), new Record(TestCase.TYPE, "MM-T2", noted().toNode()));

        assertThat(transforming.mapped.records()).extracting(Record::id).containsExactly("MM-T2");
        assertThat(transforming.findings("RECORD_NOT_MAPPABLE"))
                .extracting(Finding::severity, Finding::subject, Finding::entityType)
                .containsExactly(tuple(Severity.ERROR, "MM-T1", TestCase.TYPE));
        assertThat(transforming.findings("RECORD_NOT_MAPPABLE").getFirst().evidence())
                .startsWith("NullPointerException: ");
    }
}
