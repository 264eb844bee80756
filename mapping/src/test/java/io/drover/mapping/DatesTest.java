package io.drover.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-30T10:00:00Z",
                "2024-02-30T10:00:00Z",
                "2023-02-29T10:00:00Z",
                "1900-02-29T10:00:00Z",
                "2024-02-30",
                "2023-04-31",
                "2023-13-01T00:00:00Z",
                "2023-01-01T24:00:00Z",
                "2023-01-01T23:59:60Z",
                "2023-01-01T10:00:00+25:00",
                "10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59-18:00",
                "not a date",
            })
    void a_date_that_does_not_exist_is_none(String text) {
        for (Fit fit : new Fit[] {Dates.date(TextNode.valueOf(text)), Dates.dateTime(TextNode.valueOf(text))}) {
            assertThat(fit).isInstanceOfSatisfying(Fit.Unfit.class, unfit -> assertThat(unfit.issue())
                    .returns("VALUE_NOT_A_DATE", Fit.Issue::code)
                    .returns(true, Fit.Issue::keep));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T10:00:00Z, 2024-02-29T10:00:00Z",
        "2000-02-29T10:00:00Z, 2000-02-29T10:00:00Z",
        "2023-01-01T10:00:00.123456789+05:30, 2023-01-01T04:30:00.123456789Z",
        "2023-01-01T10:00:00+0530, 2023-01-01T04:30:00Z",
        "2023-01-01T10:00Z, 2023-01-01T10:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    })
    void a_date_that_exists_is_the_same_instant(String text, String expected) {
        assertThat(Dates.dateTime(TextNode.valueOf(text))).isEqualTo(new Fit.Value(TextNode.valueOf(expected)));
    }

    @Test
    void a_leap_day_is_a_day() {
        assertThat(Dates.date(TextNode.valueOf("2024-02-29"))).isEqualTo(new Fit.Value(TextNode.valueOf("2024-02-29")));
    }
}
