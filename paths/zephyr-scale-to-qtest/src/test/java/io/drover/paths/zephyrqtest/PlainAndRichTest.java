package io.drover.paths.zephyrqtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.connectors.zephyr.model.TestStep;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.SurveyedField.Shape;
import io.drover.spi.TargetField;
import io.drover.spi.TargetField.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainAndRichTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Script NO_STEPS = new Script.Steps(List.of());

    private final Transforming transforming = new Transforming();

    private static TestCase with(String field, String text) {
        return Samples.testCase("a", NO_STEPS, Map.of(field, JSON.textNode(text)));
    }

    /** What a field of this shape gets. */
    private String written(Shape shape, String text) {
        transforming.surveyed(Samples.field("Cmd", shape, "x"));
        JsonNode value = transforming.run(with("Cmd", text)).fields().get("Cmd");
        return value == null ? "" : value.textValue();
    }

    @Test
    void plain_text_in_a_rich_field_shows_the_same_characters_in_the_same_lines() {
        assertThat(written(Shape.MULTILINE, "curl http://<host>/a && echo \"x\"\nnext"))
                .isEqualTo("curl http://&lt;host&gt;/a &amp;&amp; echo \"x\"<br>next");
        assertThat(written(Shape.MULTILINE, "List<String> and Map<K,V>\r\n\r\n&copy 5"))
                .isEqualTo("List&lt;String&gt; and Map&lt;K,V&gt;<br><br>&amp;copy 5");
        assertThat(transforming.mapped.findings()).isEmpty();
    }

    @Test
    void html_in_a_rich_field_passes_byte_for_byte() {
        String html = "<P>a\r\n &lt; b\u200b</P><br/>\ufeffA &amp; B";

        assertThat(written(Shape.MULTILINE, html)).isEqualTo(html);
    }

    @Test
    void html_in_a_plain_field_becomes_text_and_is_told_only_when_markup_went() {
        assertThat(written(Shape.TEXT, "Fish &amp; Chips")).isEqualTo("Fish & Chips");
        assertThat(written(Shape.TEXT, "line<br>line")).isEqualTo("line\nline");
        assertThat(transforming.mapped.findings()).isEmpty();

        assertThat(written(Shape.TEXT, "<b>bold</b>")).isEqualTo("bold");
        assertThat(transforming.findings("VALUE_COERCED"))
                .extracting(Finding::severity, Finding::field, Finding::evidence)
                .containsExactly(tuple(Severity.INFO, "Cmd", "<b>bold</b>"));
    }

    @Test
    void plain_text_in_a_plain_field_passes_byte_for_byte() {
        String text = "List<String> & <b>\r\n\u202e\u200b\ufeff";

        assertThat(written(Shape.TEXT, text)).isEqualTo(text);
    }

    @Test
    void an_image_that_a_plain_field_cannot_have_is_kept_in_the_description() {
        String image = "<img src=\"data:image/png;base64,AAAA\">";
        transforming.surveyed(Samples.field("Cmd", Shape.TEXT, "x"));
        TargetCase mapped = transforming.run(with("Cmd", image));

        assertThat(mapped.fields()).containsEntry("Cmd", JSON.textNode("[image]"));
        assertThat(mapped.description()).contains("<td>" + image + "</td>");
    }

    @Test
    void the_table_in_the_description_shows_what_the_source_shows() {
        TestCase late = Samples.testCase(
                "a", NO_STEPS, Map.of("<T>", JSON.textNode("List<String>\nline 2"), "H", JSON.textNode("<p>rich</p>")));

        assertThat(transforming.run(late).description())
                .contains("<th>&lt;T&gt;</th><td>List&lt;String&gt;<br>line 2</td>", "<th>H</th><td><p>rich</p></td>");
    }

    @Test
    void names_are_plain_whatever_they_look_like() {
        TestCase source = new TestCase(
                "<b>name</b>",
                null,
                null,
                null,
                List.of("<b>x</b>", "a &amp; b"),
                null,
                null,
                "<i>Core</i>",
                null,
                null,
                null,
                Map.of(),
                NO_STEPS);
        TargetCase mapped = transforming.run(source);

        assertThat(mapped.name()).isEqualTo("<b>name</b>");
        // Nothing of this was there at the survey, so the description has it.
        assertThat(mapped.description())
                .contains("<td>&lt;b&gt;x&lt;/b&gt;<br>a &amp;amp; b</td>", "<td>&lt;i&gt;Core&lt;/i&gt;</td>");
    }

    @Test
    void steps_are_html_and_what_follows_them_is_as_it_is() {
        TestStep step = new TestStep.Inline(
                "Open <b>login</b> <i>",
                "List<String>\nx",
                "Shown &amp; done",
                Map.of(
                        "A<b>",
                        JSON.textNode("http://<host>/"),
                        "L",
                        JSON.arrayNode().add("a, b").add("<b>c</b>")));
        TargetStep mapped = transforming
                .run(Samples.testCase("a", new Script.Steps(List.of(step)), Map.of()))
                .steps()
                .getFirst();

        assertThat(mapped.expected()).isEqualTo("Shown &amp; done");
        assertThat(mapped.description())
                .startsWith("Open <b>login</b> <i><br><br>Test data: List&lt;String&gt;<br>x")
                .contains("A&lt;b&gt;: http://&lt;host&gt;/", "L: a, b<br>&lt;b&gt;c&lt;/b&gt;");
    }

    @Test
    void a_text_that_is_too_long_is_cut_within_no_reference_and_kept_whole() {
        TargetField field = new TargetField(TestCase.TYPE, "Cmd", Type.RICH_TEXT, List.of(), false, false, 12);
        transforming.schema(Samples.schema(field)).surveyed(Samples.field("Cmd", Shape.TEXT, "x"));
        TargetCase mapped = transforming.run(with("Cmd", "12345<host>/path"));

        assertThat(mapped.fields()).containsEntry("Cmd", JSON.textNode("12345&lt;hos"));
        assertThat(mapped.description()).contains("<td>12345&lt;host&gt;/path</td>");
        assertThat(transforming.mapped.codes()).containsExactly("VALUE_TRUNCATED");
    }

    @Test
    void a_choice_gets_the_text_of_an_html_value() {
        transforming
                .schema(Samples.schema(Samples.target("Meal", Type.CHOICE, "Fish & Chips")))
                .surveyed(Samples.field("Meal", Shape.TEXT, "fish &amp; chips", "<p>Rice</p>"));

        assertThat(transforming.plan().wanted())
                .filteredOn(field -> field.label().equals("Meal"))
                .flatExtracting(TargetField::allowedValues)
                .containsExactly("Rice");
        assertThat(transforming.run(with("Meal", "fish &amp; chips")).fields())
                .containsEntry("Meal", JSON.textNode("Fish & Chips"));
        assertThat(transforming.run(with("Meal", "<p>Rice</p>")).fields()).containsEntry("Meal", JSON.textNode("Rice"));
    }

    @Test
    void html_that_is_too_large_to_be_made_plain_is_in_the_description_whole() {
        String large = "<p>word &amp; <b>bold</b></p>".repeat(100_000);
        transforming.surveyed(Samples.field("Cmd", Shape.TEXT, "x"));
        TargetCase mapped = transforming.run(with("Cmd", large));

        assertThat(mapped.fields()).doesNotContainKey("Cmd");
        assertThat(mapped.description()).contains(large);
        assertThat(transforming.mapped.codes()).containsExactly("VALUE_TRUNCATED");
    }
}
