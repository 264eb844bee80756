package io.drover.paths.zephyrqtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.mapping.CleanText;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.spi.SurveyedField.Shape;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {

    private static final Script NO_STEPS = new Script.Steps(List.of());

    @Test
    void controls_go_and_halves_are_replaced() {
        assertThat(CleanText.of("a\u0000b\u0007c\u0085\u007fd")).isEqualTo("abcd");
        assertThat(CleanText.of("cut \ud83d")).isEqualTo("cut \ufffd");
        assertThat(CleanText.of("\ude00\ud83d\ud83d\ude00\ufffe\uffff")).isEqualTo("\ufffd\ufffd😀\ufffd\ufffd");
    }

    @Test
    void what_any_target_can_keep_is_the_same_text() {
        String text = "\ufeff tab\t CRLF\r\n العربية \u200f\u200b\u202e 👩‍👩‍👧 \ufffd \u00a0\u2028";

        assertThat(CleanText.of(text)).isSameAs(text);
    }

    @Test
    void each_field_that_was_cleaned_has_one_finding_with_the_code_points() {
        Transforming transforming = new Transforming().surveyed(Samples.field("Cmd\u0001", Shape.TEXT, "x"));
        TargetCase mapped = transforming.run(Samples.testCase(
                "na\u0000me",
                new Script.Steps(List.of(Samples.step("a\u0007", null, "b\u0000"), Samples.step("\ud83d", null, null))),
                Map.of(
                        "Cmd\u0001", JsonNodeFactory.instance.textNode("\u0000\u0000x"),
                        "La\u0001te", JsonNodeFactory.instance.textNode("y\u0002"))));

        assertThat(mapped.name()).isEqualTo("name");
        assertThat(mapped.fields()).containsEntry("Cmd", JsonNodeFactory.instance.textNode("x"));
        assertThat(mapped.description()).endsWith("<th>Late</th><td>y</td></tr></tbody></table>");
        assertThat(mapped.steps()).containsExactly(new TargetStep("a", "b", null), new TargetStep("\ufffd", "", null));
        assertThat(transforming.findings("TEXT_CLEANED"))
                .extracting(finding -> finding.field() + " " + finding.evidence())
                .containsExactlyInAnyOrder(
                        "Name U+0000", "Cmd U+0000", "Description U+0001, U+0002", "Steps U+0007, U+0000, U+D83D");
        assertThat(transforming.mapped.findings()).extracting(Finding::field).contains("Late");
    }

    @Test
    void a_name_of_controls_only_is_none() {
        Transforming transforming = new Transforming();

        assertThat(transforming
                        .run(Samples.testCase("\u0000", NO_STEPS, Map.of()))
                        .name())
                .isEqualTo("MM-T1");
        assertThat(transforming.mapped.codes()).containsExactly("NAME_MISSING");
    }

    @Test
    void a_choice_is_created_without_controls_and_records_get_that() {
        Transforming transforming = new Transforming().surveyed(Samples.field("Areas", Shape.LIST, "U\u0000I", "API"));

        assertThat(transforming.plan().findings()).extracting(Finding::code).contains("TEXT_CLEANED");
        TargetCase mapped = transforming.run(Samples.testCase(
                "a",
                NO_STEPS,
                Map.of("Areas", JsonNodeFactory.instance.arrayNode().add("U\u0000I"))));
        assertThat(mapped.fields())
                .containsEntry("Areas", JsonNodeFactory.instance.arrayNode().add("UI"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void whatever_the_text_the_body_can_be_written_and_is_equal_or_told(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                texts.add("x" + text(random));
            }
            Transforming transforming = new Transforming().surveyed(Samples.field("T", Shape.TEXT, "x"));
            transforming.run(new Record(
                    TestCase.TYPE,
                    "MM-T1",
                    new TestCase(
                                    texts.get(0),
                                    texts.get(1),
                                    texts.get(2),
                                    null,
                                    List.of(),
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    Map.of("T", JsonNodeFactory.instance.textNode(texts.get(3))),
                                    new Script.Steps(List.of(Samples.step(texts.get(4), null, null))))
                            .toNode()));
            Record record = transforming.mapped.records().getLast();
            TargetCase mapped = TargetCase.of(record.body());
            List<String> written = List.of(
                    mapped.name(),
                    mapped.description(),
                    mapped.precondition(),
                    text(mapped, "T"),
                    mapped.steps().getFirst().description());
            for (int i = 0; i < texts.size(); i++) {
                String field = List.of("Name", "Description", "Precondition", "T", "Steps")
                        .get(i);
                boolean told = transforming.findings("TEXT_CLEANED").stream()
                        .anyMatch(finding -> field.equals(finding.field()));
                assertThat(isUtf8(written.get(i))).isTrue();
                assertThat(written.get(i).equals(texts.get(i)) != told)
                        .as("%s of seed %d, round %d", field, seed, round)
                        .isTrue();
            }
        }
    }

    private static String text(TargetCase testCase, String field) {
        return Objects.requireNonNull(testCase.fields().get(field)).textValue();
    }

    /** Any code unit, and each kind of what is odd more often than chance would have it; nothing that is markup. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        boolean odd = random.nextBoolean();
        for (int i = random.nextInt(40); i >= 0; i--) {
            int c =
                    switch (random.nextInt(odd ? 6 : 3)) {
                        case 0 -> 'a' + random.nextInt(26);
                        case 1 -> 0x10000 + random.nextInt(0x100000);
                        case 2 -> 0xA0 + random.nextInt(0xD800 - 0xA0);
                        case 3 -> random.nextInt(0xA0);
                        case 4 -> 0xD800 + random.nextInt(0x800);
                        default -> 0xE000 + random.nextInt(0x2000);
                    };
            if (c != '<' && c != '&') {
                text.appendCodePoint(c);
            }
        }
        return text.toString();
    }

    private static boolean isUtf8(String text) {
        try {
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return text.chars().noneMatch(c -> c == 0);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
