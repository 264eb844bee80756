package io.drover.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({"0,0.0 s", "840,0.8 s", "9999,10.0 s", "12300,12 s", "185000,3 min 5 s", "7440000,2 h 4 min"})
    void a_time_has_the_two_units_that_matter(long milliseconds, String text) {
        assertThat(Figures.time(Duration.ofMillis(milliseconds))).isEqualTo(text);
    }

    @Test
    void a_count_has_its_thousands_apart() {
        assertThat(Figures.count(5059)).isEqualTo("5,059");
    }
}
