package io.drover.coordinator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTextsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name': 'a\\u0000'} | name | U+0000",
                "{'source': {'settings': {'baseUrl': '\\u001b[2J'}}} | source.settings.baseUrl | U+001B",
                "{'a': ['x', {'b': '\\u009b'}]} | a.[1].b | U+009B",
                "{'mapping': {'in\\u0000side': 1}} | mapping | U+0000",
                "{'by': '\\ud83d broken'} | by | U+D83D",
                "'\\u007f' | `` | U+007F"
            })
    void a_text_that_steers_something_is_refused_with_its_field(String json, String field, String character)
            throws IOException {
        assertThat(wrong(json.replace('\'', '"'))).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.message()).contains(character);
        });
    }

    @Test
    void every_place_is_told_but_no_more_than_twenty() throws IOException {
        assertThat(wrong("{\"a\": \"\\u0000\", \"b\": \"\\u0001\"}"))
                .extracting(Violation::field)
                .containsExactly("a", "b");
        assertThat(wrong("[" + "\"\\u0000\",".repeat(1000) + "1]")).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{} oops", "[]]", "\"a\" 1"})
    void what_follows_the_end_is_refused(String json) throws IOException {
        assertThat(wrong(json)).singleElement().satisfies(violation -> assertThat(violation.message())
                .contains("follows the end"));
    }

    @Test
    void a_body_that_is_nested_deep_is_refused() throws IOException {
        assertThat(wrong("[".repeat(900) + "]".repeat(900)))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("deeper than 100"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"seen\": \"two\\nlines\\tand a tab\\r\\n\", \"name\": \"😀 ä שלום\"}",
                "null",
                "{\"name\": oops",
                "",
                "{\"a\": "
            })
    void lines_and_all_languages_are_let_through_and_what_is_no_json_is_for_its_reader(String json) throws IOException {
        assertThat(wrong(json)).isEmpty();
    }

    private static List<Violation> wrong(String json) throws IOException {
        return BodyTexts.wrong(json.getBytes(StandardCharsets.UTF_8));
    }
}
