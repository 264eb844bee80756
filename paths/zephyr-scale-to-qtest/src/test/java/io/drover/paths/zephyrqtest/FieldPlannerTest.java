package io.drover.paths.zephyrqtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.connectors.zephyr.model.TestCase;
import io.drover.mapping.FieldMap.Action;
import io.drover.mapping.FieldMap.Rule;
import io.drover.mapping.FieldPlan;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.Survey;
import io.drover.spi.SurveyedField;
import io.drover.spi.SurveyedField.Shape;
import io.drover.spi.TargetField;
import io.drover.spi.TargetField.Type;
import io.drover.spi.TargetSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldPlannerTest {

    private static FieldPlan plan(String mapping, Survey survey, TargetSchema schema) {
        return Samples.plan(mapping, survey, schema);
    }

    private static Rule rule(FieldPlan plan, String source) {
        return plan.fieldMap().rules().stream()
                .filter(rule -> rule.source().equals(source))
                .findFirst()
                .orElseThrow();
    }

    private static TargetField wanted(FieldPlan plan, String label) {
        return plan.wanted().stream()
                .filter(field -> field.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(FieldPlan plan) {
        return plan.findings().stream().map(Finding::code).toList();
    }

    @Test
    void a_value_is_the_same_word_then_the_built_in_one_then_created() {
        FieldPlan plan = plan("{}", Samples.survey(), Samples.schema());

        assertThat(rule(plan, "Priority").values())
                .containsEntry("high", "High")
                .containsEntry("normal", "Medium")
                .containsEntry("blocker", "Critical")
                .containsEntry("exotic", "Exotic");
        assertThat(wanted(plan, "Priority").allowedValues()).containsExactly("Exotic");
        assertThat(codes(plan)).contains("VALUE_TO_CREATE", "VALUE_MAPPED");
    }

    @Test
    void an_unknown_status_never_becomes_an_approved_one() {
        FieldPlan plan = plan("{}", Samples.survey(), Samples.schema());

        assertThat(rule(plan, "Status").values())
                .containsEntry("active", "Active")
                .containsEntry("draft", "New")
                .containsEntry("approved", "Approved");
    }

    @Test
    void the_users_word_wins_over_the_same_word_in_the_target() {
        FieldPlan plan = plan("values: {Priority: {HIGH: Critical, '*': Low}}", Samples.survey(), Samples.schema());

        assertThat(rule(plan, "Priority").values())
                .containsEntry("high", "Critical")
                .containsEntry("exotic", "Low");
        assertThat(rule(plan, "Priority").otherwise()).isEqualTo("Low");
        assertThat(codes(plan)).contains("VALUE_DEFAULTED");
    }

    @Test
    void types_follow_the_shapes_of_the_values() {
        SurveyedField mixed = new SurveyedField(
                TestCase.TYPE, "Mixed", true, Set.of(Shape.NUMBER, Shape.TEXT), List.of("1", "x"), true, 2, 1);
        SurveyedField many =
                new SurveyedField(TestCase.TYPE, "Many", true, Set.of(Shape.LIST), List.of("a"), false, 900, 1);
        FieldPlan plan = plan(
                "{}",
                Samples.survey(
                        Samples.field("Build", Shape.NUMBER, "20"),
                        Samples.field("Done", Shape.BOOLEAN, "false"),
                        Samples.field("Day", Shape.DATE, "2020-01-01"),
                        Samples.field("Areas", Shape.LIST, "UI", "API"),
                        Samples.field("Notes", Shape.MULTILINE, "a<br>b"),
                        Samples.field("Word", Shape.TEXT, "x", "x"),
                        mixed,
                        many),
                Samples.schema());

        assertThat(wanted(plan, "Build").type()).isEqualTo(Type.NUMBER);
        assertThat(wanted(plan, "Done"))
                .returns(Type.CHOICE, TargetField::type)
                .returns(List.of("Yes", "No"), TargetField::allowedValues);
        assertThat(wanted(plan, "Day").type()).isEqualTo(Type.DATE);
        assertThat(wanted(plan, "Areas"))
                .returns(Type.MULTI_CHOICE, TargetField::type)
                .returns(List.of("UI", "API"), TargetField::allowedValues);
        assertThat(wanted(plan, "Notes").type()).isEqualTo(Type.RICH_TEXT);
        assertThat(wanted(plan, "Word").type()).isEqualTo(Type.TEXT);
        assertThat(wanted(plan, "Mixed").type()).isEqualTo(Type.TEXT);
        assertThat(wanted(plan, "Many").type()).isEqualTo(Type.RICH_TEXT);
        assertThat(wanted(plan, "Zephyr Key").type()).isEqualTo(Type.TEXT);
        assertThat(wanted(plan, "Zephyr Created").type()).isEqualTo(Type.DATE_TIME);
    }

    @Test
    void a_text_is_a_choice_where_the_target_has_a_choice_of_that_name() {
        FieldPlan plan = plan(
                "{}",
                Samples.survey(Samples.field("Area", Shape.TEXT, "ui", "API")),
                Samples.schema(Samples.target("Area", Type.CHOICE, "UI")));

        assertThat(rule(plan, "Area").values()).containsEntry("ui", "UI").containsEntry("api", "API");
        assertThat(wanted(plan, "Area").allowedValues()).containsExactly("API");
    }

    @Test
    void all_unknown_names_are_in_one_message_with_what_was_probably_meant() {
        assertThatThrownBy(() -> plan(
                        """
                        fields: {Requirment ID: Requirement, Area: Priorty}
                        values: {Statsu: {A: B}}
                        policies: {missingFields: describe}
                        """,
                        Samples.survey(
                                Samples.field("Requirement ID", Shape.TEXT, "R1"),
                                Samples.field("Area", Shape.TEXT, "x")),
                        Samples.schema()))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("MAPPING_UNKNOWN_FIELD"))
                .hasMessageContaining(
                        "fields.Requirment ID: the source has no field \"Requirment ID\"; did you mean \"Requirement ID\"")
                .hasMessageContaining("values.Statsu: the source has no field \"Statsu\"; did you mean \"Status\"")
                .hasMessageContaining("fields.Area: the target has no field \"Priorty\"")
                .hasMessageContaining("did you mean \"Priority\"");
    }

    @Test
    void two_fields_never_share_a_target_field_by_themselves() {
        FieldPlan plan = plan(
                "{}",
                Samples.survey(
                        Samples.field("Priority", Shape.TEXT, "P1"), Samples.field("Description", Shape.TEXT, "x")),
                Samples.schema());

        assertThat(plan.fieldMap().rules())
                .filteredOn(Rule::custom)
                .extracting(Rule::target)
                .containsExactly("Zephyr Priority", "Zephyr Description");
    }

    @Test
    void two_fields_that_a_user_sends_to_one_are_refused() {
        assertThatThrownBy(() -> plan(
                        "fields: {A: X, B: X}",
                        Samples.survey(Samples.field("A", Shape.TEXT, "a"), Samples.field("B", Shape.TEXT, "b")),
                        Samples.schema()))
                .hasMessageContaining("\"X\" is the target of another field, too");
    }

    @Test
    void a_dropped_field_has_its_reason_in_the_findings() {
        FieldPlan plan = plan(
                "fields: {Old: {drop: nobody reads it}}",
                Samples.survey(Samples.field("Old", Shape.TEXT, "a", "b")),
                Samples.schema());

        assertThat(rule(plan, "Old").action()).isEqualTo(Action.DROP);
        assertThat(plan.findings())
                .filteredOn(f -> f.code().equals("FIELD_DROPPED"))
                .extracting(Finding::evidence)
                .containsExactly("filled in 2 records; nobody reads it");
    }

    @Test
    void a_required_field_of_the_target_without_a_source_is_told() {
        FieldPlan plan = plan(
                "{}",
                Samples.survey(),
                Samples.schema(new TargetField(TestCase.TYPE, "Team", Type.TEXT, List.of(), true, false, 0)));

        assertThat(codes(plan)).contains("REQUIRED_FIELD_UNFED");
    }

    @Test
    void the_origin_field_must_be_a_text() {
        assertThatThrownBy(() ->
                        plan("{}", Samples.survey(), Samples.schema(Samples.target("Zephyr Key", Type.CHOICE, "x"))))
                .hasMessageContaining("\"Zephyr Key\" is of type CHOICE, but must be a text");
    }

    @Test
    void more_labels_than_a_survey_holds_become_text() {
        SurveyedField labels =
                new SurveyedField(TestCase.TYPE, "Labels", false, Set.of(Shape.LIST), List.of("a"), false, 900, 9);
        FieldPlan plan = plan("{}", new Survey(Map.of(), List.of(labels)), Samples.schema());

        assertThat(wanted(plan, "Tags").type()).isEqualTo(Type.RICH_TEXT);
        assertThat(codes(plan)).contains("LIST_AS_TEXT");
    }

    @Test
    void parts_that_are_not_used_yet_are_told() {
        FieldPlan plan = plan("test_cycle: {Sprint: Sprint Number}", Samples.survey(), Samples.schema());

        assertThat(codes(plan)).contains("MAPPING_PART_NOT_USED");
    }
}
