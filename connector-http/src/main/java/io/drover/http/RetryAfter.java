package io.drover.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Retry-After}: seconds, or a date in one of HTTP's three forms (RFC 9110 §10.2.3 and §5.6.7), read
 * leniently. A sign, a fraction (rounded up) and blanks are taken; a weekday that does not fit is not looked at; a date as in
 * ISO 8601 is understood. A number that would be more than {@link #LONGEST} but is a moment of this century, in seconds or
 * milliseconds since 1970, is taken for that moment. Everything else is seconds as HTTP says, also what may have been meant
 * as milliseconds.
 */
final class RetryAfter {

    /** What is longer is this long. */
    static final Duration LONGEST = Duration.ofDays(3650);

    private static final Pattern NUMBER = Pattern.compile("([+-]?)(\\d+)(\\.\\d*)?");

    /** Longer ones are too many seconds in any reading; a moment in milliseconds has 13 digits. */
    private static final int MOST_DIGITS = 18;

    private static final Instant CENTURY_BEGIN = Instant.parse("2001-01-01T00:00:00Z");
    private static final Instant CENTURY_END = Instant.parse("2100-01-01T00:00:00Z");

    /** Whoever writes a year with two digits means none that is more than 50 years ahead. */
    private static final int YEARS_BACK = 49;

    private static final Pattern WEEKDAY = Pattern.compile("^\\p{Alpha}+,\\s*|^\\p{Alpha}{3}\\s+(?=\\p{Alpha})");
    private static final Pattern ZONE = Pattern.compile("\\s+(GMT|UTC|UT|Z|[+-]0000)$", Pattern.CASE_INSENSITIVE);

    private static final List<DateTimeFormatter> DATES =
            List.of(format("d MMM uuuu HH:mm:ss"), format("MMM d HH:mm:ss uuuu"), shortYear());

    private RetryAfter() {}

    /** A date means a time by the clock of who wrote it, which may be another than this host's. */
    static Clock clockOf(@Nullable String dateHeader) {
        if (dateHeader != null) {
            try {
                return Clock.fixed(instant(dateHeader.strip()), ZoneOffset.UTC);
            } catch (DateTimeException e) {
                // As if it were not there.
            }
        }
        return Clock.systemUTC();
    }

    /** @return empty when the header is absent or unreadable; zero when its time has passed; at most {@link #LONGEST} */
    static Optional<Duration> parse(@Nullable String header, Clock clock) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String text = header.strip();
        try {
            Matcher number = NUMBER.matcher(text);
            Duration wait =
                    number.matches() ? seconds(number, clock) : Duration.between(clock.instant(), instant(text));
            return Optional.of(bounded(wait));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration seconds(Matcher number, Clock clock) {
        if (number.group(1).equals("-")) {
            return Duration.ZERO;
        }
        String digits = number.group(2).replaceFirst("^0+(?=\\d)", "");
        if (digits.length() > MOST_DIGITS) {
            return LONGEST;
        }
        long value = Long.parseLong(digits);
        if (value > LONGEST.toSeconds()) {
            long moment = value > CENTURY_END.getEpochSecond() ? value / 1000 : value;
            boolean plausible = moment >= CENTURY_BEGIN.getEpochSecond() && moment < CENTURY_END.getEpochSecond();
            return plausible ? Duration.between(clock.instant(), Instant.ofEpochSecond(moment)) : LONGEST;
        }
        boolean more = number.group(3) != null && number.group(3).matches(".*[1-9].*");
        return Duration.ofSeconds(more ? value + 1 : value);
    }

    private static Duration bounded(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Instant instant(String date) {
        String plain = ZONE.matcher(WEEKDAY.matcher(date).replaceFirst("")).replaceFirst("");
        String words = plain.replaceAll("\\s+", " ").replaceFirst(":60\\b", ":59"); // a leap second
        for (DateTimeFormatter format : DATES) {
            try {
                return LocalDateTime.parse(words, format).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                // Then in the next form.
            }
        }
        return OffsetDateTime.parse(date).toInstant();
    }

    private static DateTimeFormatter format(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH);
    }

    private static DateTimeFormatter shortYear() {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern("d-MMM-")
                .appendValueReduced(
                        ChronoField.YEAR, 2, 4, LocalDate.now(ZoneOffset.UTC).minusYears(YEARS_BACK))
                .appendPattern(" HH:mm:ss")
                .toFormatter(Locale.ENGLISH);
    }
}
