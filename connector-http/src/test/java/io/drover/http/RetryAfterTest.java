package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Meter;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-30T10:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "7, PT7S",
        "' 7 ', PT7S",
        "007, PT7S",
        "+7, PT7S",
        "-7, PT0S",
        "1.5, PT2S",
        "1.0, PT1S",
        "3600, PT1H",
        "86400, PT24H",
        "3600000, PT1000H",
    })
    void seconds_of_any_form(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon, 30 Nov 2026 10:00:30 GMT",
                "mon, 30 nov 2026 10:00:30 gmt",
                "Mon, 30 Nov 2026 10:00:30 UTC",
                "Mon, 30 Nov 2026 10:00:30 +0000",
                "Sun, 30 Nov 2026 10:00:30 GMT",
                "30 Nov 2026 10:00:30 GMT",
                "Monday, 30-Nov-26 10:00:30 GMT",
                "Mon Nov 30 10:00:30 2026",
                "2026-11-30T10:00:30Z",
                "2026-11-30T12:00:30+02:00",
                "1796032830",
                "1796032830000"
            })
    void a_moment_in_each_form_of_http_and_the_usual_others(String header) {
        assertThat(RetryAfter.parse(header, NOW)).contains(Duration.ofSeconds(30));
    }

    @Test
    void a_day_of_one_digit_and_a_leap_second_are_read_too() {
        Clock then = Clock.fixed(Instant.parse("1994-11-06T08:49:00Z"), ZoneOffset.UTC);
        assertThat(RetryAfter.parse("Sun Nov  6 08:49:37 1994", then)).contains(Duration.ofSeconds(37));
        assertThat(RetryAfter.parse("Mon, 30 Nov 2026 10:00:60 GMT", NOW)).contains(Duration.ofSeconds(59));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400000000",
                "99999999999",
                "9223372036854775807",
                "99999999999999999999999999999",
                "Fri, 31 Dec 9999 23:59:59 GMT"
            })
    void what_is_out_of_range_is_the_longest(String header) {
        assertThat(RetryAfter.parse(header, NOW)).contains(RetryAfter.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "1h", "Mon, 30 Feb 2026", "12:00", "0x10", "-", "1,5"})
    void what_says_nothing_is_as_if_it_were_not_there(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }

    @Test
    void a_moment_is_one_of_the_clock_of_who_said_it_and_none_when_it_has_passed() {
        assertThat(RetryAfter.parse(
                        "Wed, 21 Oct 2065 07:28:03 GMT", RetryAfter.clockOf("Wed, 21 Oct 2065 07:28:00 GMT")))
                .contains(Duration.ofSeconds(3));
        assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:28:00 GMT", NOW)).contains(Duration.ZERO);
        assertThat(RetryAfter.clockOf("soon")).isEqualTo(Clock.systemUTC());
        assertThat(RetryAfter.parse(null, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3600, PT1H", "86400, PT24H", "99999999999999999999, PT87600H", "315360001, PT87600H"})
    void a_failure_carries_the_wait_exactly_and_never_more_than_the_longest(String header, Duration wait)
            throws IOException {
        try (FakeServer server = new FakeServer(FakeServer.status(429, "", "Retry-After", header));
                HttpConnection connection = new HttpConnection(
                        "Test",
                        server.url(),
                        Credentials.NONE,
                        HttpSettings.DEFAULT,
                        1,
                        Meter.NONE,
                        AddressGuard.of("127.0.0.0/8"))) {
            ConnectorException e =
                    catchThrowableOfType(ConnectorException.class, () -> connection.send(Call.get("/things")));
            assertThat(e.code()).isEqualTo("THROTTLED");
            assertThat(e.retryAfter()).contains(wait);
        }
    }

    @Test
    void the_longest_patience_overflows_nowhere() {
        Duration endlessly = Duration.ofMillis(Long.MAX_VALUE);
        HttpSettings endless =
                new HttpSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO, endlessly, endlessly, false);
        ConnectorException failure = new ConnectorException("THROTTLED", FailureType.EXTERNAL, "no");
        assertThat(new Patience(endless).next(Optional.of(Duration.ofMinutes(59)), failure))
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        ConnectorException longer = catchThrowableOfType(
                ConnectorException.class, () -> new Patience(endless).next(Optional.of(RetryAfter.LONGEST), failure));
        assertThat(longer.retryAfter()).contains(RetryAfter.LONGEST);
        assertThat(endless.patience()).isEqualTo(Duration.ofHours(1));
    }
}
