package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HurryTest {

    private static final Optional<Duration> TEN_SECONDS = Optional.of(Duration.ofSeconds(10));

    @Test
    void who_is_in_a_hurry_has_less_patience_and_so_have_the_threads_that_it_starts() {
        Hurry.during(true, () -> {
            assertThatThrownBy(HurryTest::waitTenSeconds).hasMessage("no");
            assertThatThrownBy(() -> Parallel.forEach(List.of(1, 2), 2, i -> waitTenSeconds()))
                    .hasMessage("no");
        });
    }

    @Test
    void afterwards_there_is_time_again() {
        Hurry.during(true, () -> {});
        Hurry.during(false, () -> assertThat(Hurry.on()).isFalse());
        assertThat(waitTenSeconds()).isEqualTo(Duration.ofSeconds(10));
    }

    private static Duration waitTenSeconds() {
        return new Patience(HttpSettings.DEFAULT)
                .next(TEN_SECONDS, new ConnectorException("SYSTEM_FAILING", FailureType.EXTERNAL, "no"));
    }
}
