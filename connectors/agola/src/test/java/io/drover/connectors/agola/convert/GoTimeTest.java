package io.drover.connectors.agola.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2023-04-01T12:00:00+02:00, 2023-04-01T10:00:00Z",
        "2023-04-01T12:00:00.50+02:00, 2023-04-01T10:00:00.5Z",
        "2023-04-01T12:00:10.000+00:00, 2023-04-01T12:00:10Z",
        "2023-12-31T23:30:00-01:15, 2024-01-01T00:45:00Z",
        "2024-03-01T01:00:00+05:30, 2024-02-29T19:30:00Z",
        "2023-04-01T12:00:00.120Z, 2023-04-01T12:00:00.12Z"
    })
    void a_time_in_utc_has_no_zeros_at_its_end(String time, String utc) {
        assertThat(GoTime.utc(time)).isEqualTo(utc);
    }

    @Test
    void the_moment_stays_the_same_in_every_zone() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            String time = String.format(
                    java.util.Locale.ROOT,
                    "20%02d-%02d-%02dT%02d:%02d:%02d.%0" + (1 + random.nextInt(9)) + "d%s%02d:%02d",
                    random.nextInt(99),
                    1 + random.nextInt(12),
                    1 + random.nextInt(28),
                    random.nextInt(24),
                    random.nextInt(60),
                    random.nextInt(60),
                    random.nextInt(10),
                    random.nextBoolean() ? "+" : "-",
                    random.nextInt(18),
                    random.nextInt(60));
            Instant moment = OffsetDateTime.parse(time).toInstant();

            assertThat(GoTime.utc(time)).as(time).isEqualTo(GoTime.format(moment));
        }
    }
}
