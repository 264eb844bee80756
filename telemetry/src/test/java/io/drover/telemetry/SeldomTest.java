package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeldomTest {

    @Test
    void a_million_messages_of_strangers_are_thirty_lines() {
        Seldom seldom = new Seldom();

        assertThat(LongStream.rangeClosed(1, 1_000_000)
                        .filter(n -> seldom.isWorthALine())
                        .count())
                .isLessThan(30);
        assertThat(seldom.count()).isEqualTo(1_000_000);
    }
}
