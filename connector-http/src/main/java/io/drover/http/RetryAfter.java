package io.drover.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds or an HTTP date (RFC 9110 §10.2.3). */
final class RetryAfter {

    private RetryAfter() {}

    /** A date means a time by the clock of who wrote it, which may be another than this host's. */
    static Clock clockOf(@Nullable String dateHeader) {
        if (dateHeader != null) {
            try {
                return Clock.fixed(instant(dateHeader), ZoneOffset.UTC);
            } catch (DateTimeException e) {
                // As if it were not there.
            }
        }
        return Clock.systemUTC();
    }

    private static Instant instant(String date) {
        return ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }

    /** @return empty when the header is absent or unreadable; zero when its time has passed */
    static Optional<Duration> parse(@Nullable String header, Clock clock) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String text = header.strip();
        try {
            if (text.chars().allMatch(Character::isDigit)) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            Duration wait = Duration.between(clock.instant(), instant(text));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
