package io.drover.coordinator.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallRatesTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void what_is_left_over_is_kept_up_to_the_burst_and_no_further() {
        CallRates rates = new CallRates(2, 3);

        assertThat(taken(rates, "ada", 0)).isEqualTo(3);
        assertThat(taken(rates, "ada", SECOND)).isEqualTo(2);
        assertThat(taken(rates, "ada", 100 * SECOND)).isEqualTo(3);
    }

    @Test
    void each_has_its_own() {
        CallRates rates = new CallRates(1, 1);
        taken(rates, "ada", 0);

        assertThat(rates.take("ada", 0)).isFalse();
        assertThat(rates.take("bea", 0)).isTrue();
    }

    @Test
    void so_many_that_nobody_counts_them_do_not_fill_the_heap_and_who_asks_goes_on_being_counted() {
        CallRates rates = new CallRates(1, 1);
        rates.take("ada", 0);

        for (int i = 0; i < 100_000; i++) {
            rates.take("address " + i, 0);
            assertThat(rates.take("ada", 0)).isFalse();
        }
    }

    private static long taken(CallRates rates, String key, long nanos) {
        return IntStream.range(0, 10).filter(i -> rates.take(key, nanos)).count();
    }
}
