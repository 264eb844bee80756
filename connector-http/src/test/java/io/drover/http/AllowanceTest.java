package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTest {

    @ParameterizedTest
    @CsvSource({
        "http://one.example/v2, http://ONE.example/v2/",
        "http://two.example, HTTP://two.example:80/",
        "https://three.example:443/, https://three.example"
    })
    void spellings_of_one_address_share_their_permits_and_pauses(String one, String other) throws Exception {
        try (Allowance first = Allowance.join(one, 1);
                Allowance second = Allowance.join(other, 0)) {
            long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            second.holdUntil(until);
            assertThat(first.holdUntil()).isEqualTo(until);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://four.example, https://four.example",
        "http://five.example/a, http://five.example/b",
        "http://six.example, http://six.example:8080"
    })
    void other_addresses_have_their_own(String one, String other) throws Exception {
        try (Allowance first = Allowance.join(one, 1);
                Allowance second = Allowance.join(other, 1)) {
            long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            second.holdUntil(until);
            assertThat(first.holdUntil()).isLessThan(until);
        }
    }
}
