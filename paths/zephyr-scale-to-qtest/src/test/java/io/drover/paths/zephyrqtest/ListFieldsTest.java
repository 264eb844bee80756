package io.drover.paths.zephyrqtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.spi.Finding;
import io.drover.spi.SurveyedField;
import io.drover.spi.SurveyedField.Shape;
import io.drover.spi.TargetField;
import io.drover.spi.TargetField.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListFieldsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Transforming transforming = new Transforming();

    private static SurveyedField list(List<String> values, boolean complete, int maxLength) {
        return new SurveyedField(TestCase.TYPE, "Many", true, Set.of(Shape.LIST), values, complete, 900, maxLength);
    }

    private static TestCase with(String... values) {
        var list = JSON.arrayNode();
        List.of(values).forEach(list::add);
        return Samples.testCase("a", new Script.Steps(List.of()), Map.of("Many", list));
    }

    private Type type() {
        return transforming.plan().wanted().stream()
                .filter(field -> field.label().equals("Many"))
                .map(TargetField::type)
                .findFirst()
                .orElseThrow();
    }

    private String why() {
        return transforming.plan().findings().stream()
                .filter(finding -> finding.code().equals("LIST_AS_TEXT"))
                .map(Finding::advice)
                .findFirst()
                .orElse("");
    }

    @Test
    void two_thousand_options_are_a_choice() {
        List<String> options =
                IntStream.range(0, 2_000).mapToObj(i -> "opt " + i).toList();
        transforming.surveyed(list(options, true, 8));

        assertThat(SurveyedField.MAX_VALUES).isEqualTo(2_000);
        assertThat(type()).isEqualTo(Type.MULTI_CHOICE);
        assertThat(why()).isEmpty();
    }

    @Test
    void more_options_are_lines_of_a_text_and_the_finding_says_why() {
        transforming.surveyed(list(List.of("a"), false, 8));

        assertThat(type()).isEqualTo(Type.RICH_TEXT);
        assertThat(why()).startsWith("more than 2000 different values are too many for a choice");
        TargetCase mapped = transforming.run(with("a, b", "<b>", "c"));
        assertThat(mapped.fields()).containsEntry("Many", JSON.textNode("a, b<br>&lt;b&gt;<br>c"));
    }

    @Test
    void one_label_with_a_comma_is_not_two_labels() {
        transforming.surveyed(list(List.of("a"), false, 8));
        TargetCase one = transforming.run(with("a, b"));
        TargetCase two = transforming.run(with("a", "b"));

        assertThat(one.fields().get("Many")).isNotEqualTo(two.fields().get("Many"));
    }

    @Test
    void an_option_that_is_too_long_makes_the_field_a_text_and_the_finding_says_why() {
        String longest = "o".repeat(300);
        transforming.surveyed(list(List.of("a"), false, 300));

        assertThat(type()).isEqualTo(Type.RICH_TEXT);
        assertThat(why()).startsWith("a value is longer than the 255 characters that an option may have");
        assertThat(transforming.run(with("a", longest)).fields())
                .containsEntry("Many", JSON.textNode("a<br>" + longest));
    }

    @Test
    void a_list_for_a_text_of_the_target_has_one_value_per_line() {
        transforming
                .schema(Samples.schema(Samples.target("Many", Type.TEXT)))
                .surveyed(list(List.of("a", "b"), true, 8));

        assertThat(why()).startsWith("the target's field is a text");
        assertThat(transforming.run(with("a", "<b>")).fields()).containsEntry("Many", JSON.textNode("a\n<b>"));
    }

    @Test
    void what_a_choice_of_the_target_cannot_get_is_told_before_and_kept() {
        transforming
                .schema(Samples.schema(Samples.target("Many", Type.MULTI_CHOICE, "a")))
                .surveyed(list(List.of("a", "b"), false, 8));

        assertThat(transforming.plan().findings())
                .filteredOn(finding -> finding.code().equals("VALUE_NOT_IN_TARGET"))
                .extracting(Finding::advice)
                .containsExactly("more than 2000 different values are too many for a choice: "
                        + "values that the field does not get are kept in the description");
        TargetCase mapped = transforming.run(with("b", "late, one"));
        assertThat(mapped.fields()).containsEntry("Many", JSON.arrayNode().add("b"));
        assertThat(mapped.description()).contains("<td>b<br>late, one</td>");
    }
}
