package io.drover.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.mapping.Fit.Issue;
import io.drover.spi.Finding.Severity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dates as {@code 2020-01-01} or {@code 2026-06-30T00:00:00Z}. */
final class Dates {

    /** Also without seconds, and with the {@code +0000} of Jira. */
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT)
            // 30 February is no day: a lenient formatter takes the 28th, and nobody hears of it.
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private Dates() {}

    /** As {@code 2020-01-01}. */
    static Fit date(JsonNode value) {
        String text = Texts.of(value).strip();
        Optional<LocalDate> date = localDate(text);
        if (date.isPresent()) {
            return new Fit.Value(TextNode.valueOf(date.get().toString()));
        }
        LocalDateTime time =
                switch (parsed(text)) {
                    case OffsetDateTime zoned -> zoned.toLocalDateTime();
                    case LocalDateTime local -> local;
                    case null, default -> null;
                };
        if (time == null) {
            return unreadable();
        }
        TextNode day = TextNode.valueOf(time.toLocalDate().toString());
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? new Fit.Value(day)
                : new Fit.Changed(
                        day,
                        new Issue(
                                "VALUE_COERCED",
                                Severity.WARNING,
                                "the target takes the day only; the description has the time",
                                true));
    }

    /** As {@code 2026-06-30T00:00:00Z}. */
    static Fit dateTime(JsonNode value) {
        String text = Texts.of(value).strip();
        Optional<LocalDate> date = localDate(text);
        if (date.isPresent()) {
            return coerced(date.get() + "T00:00:00Z", "the target needs a time, too: midnight UTC");
        }
        return switch (parsed(text)) {
            case OffsetDateTime time -> new Fit.Value(TextNode.valueOf(utc(time)));
            case LocalDateTime time ->
                coerced(utc(time.atOffset(ZoneOffset.UTC)), "the source gave no time zone: taken as UTC");
            case null, default -> unreadable();
        };
    }

    private static Fit coerced(String text, String advice) {
        return new Fit.Changed(TextNode.valueOf(text), new Issue("VALUE_COERCED", Severity.INFO, advice, false));
    }

    private static String utc(OffsetDateTime time) {
        return DateTimeFormatter.ISO_INSTANT.format(time);
    }

    private static Optional<LocalDate> localDate(String text) {
        try {
            return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** An {@link OffsetDateTime} in UTC, or a {@link LocalDateTime} where the text has no zone, or null. */
    private static @Nullable TemporalAccessor parsed(String text) {
        try {
            TemporalAccessor time = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime zoned ? zoned.withOffsetSameInstant(ZoneOffset.UTC) : time;
        } catch (DateTimeException e) {
            return null; // no date at all: the caller keeps the text and says so
        }
    }

    private static Fit unreadable() {
        return FieldWriter.unfit("VALUE_NOT_A_DATE", "the description has it; give the field a text field as target");
    }
}
