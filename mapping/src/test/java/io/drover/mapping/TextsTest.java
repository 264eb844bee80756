package io.drover.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    private static ArrayNode list() {
        return JsonNodeFactory.instance.arrayNode();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ms",
        "138000, 2m 18s",
        "93738000, 26h 2m 18s",
        "-5, -5ms",
        "-138000, -2m 18s",
        "9223372036854775807, 2562047788015h 12m 55s 807ms",
        "-9223372036854775808, -2562047788015h 12m 55s 808ms",
    })
    void no_duration_overflows(long millis, String text) {
        assertThat(Texts.duration(millis)).isEqualTo(text);
    }

    @Test
    void of_a_list_each_value_has_its_line() {
        assertThat(Texts.of(list().add("a, b").add("c"))).isEqualTo("a, b\nc");
        assertThat(Texts.of(list().add("a").add("b").add("c"))).isEqualTo("a\nb\nc");
        assertThat(Texts.of(list().add("a").addNull().add(""))).isEqualTo("a");
        assertThat(Texts.evidence(list().add("a, b"))).isEqualTo("[\"a, b\"]");
    }

    @Test
    void a_value_with_lines_of_its_own_is_not_taken_for_two() {
        assertThat(Texts.of(list().add("a\nb")))
                .isNotEqualTo(Texts.of(list().add("a").add("b")));
        assertThat(Texts.of(list().add("a\nb").add("c"))).isEqualTo("[\"a\\nb\",\"c\"]");
        assertThat(Texts.of(list().add(list().add("a").add("b")))).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void a_list_of_nothing_is_no_value() {
        assertThat(Texts.isEmpty(list().addNull().add(" "))).isTrue();
        assertThat(Texts.isEmpty(list().addNull().add(0))).isFalse();
    }
}
