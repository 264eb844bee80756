package io.drover.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.spi.Finding.Severity;
import io.drover.transformer.Fit.Issue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Dates of Zephyr, {@code 2020-01-01} or {@code 2026-06-30T00:00:00Z} (reference/zephyr-qtest.md §1.4). */
final class Dates {

    /** Also reads the {@code +0000} of Jira. */
    private static final DateTimeFormatter JIRA = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]XX");

    private Dates() {}

    /** As {@code 2020-01-01}. */
    static Fit date(JsonNode value) {
        String text = Texts.of(value).strip();
        Optional<LocalDate> date = localDate(text);
        if (date.isPresent()) {
            return new Fit.Value(TextNode.valueOf(date.get().toString()));
        }
        Optional<OffsetDateTime> time = dateTime(text);
        if (time.isEmpty()) {
            return unreadable();
        }
        TextNode day = TextNode.valueOf(time.get().toLocalDate().toString());
        return time.get().toLocalTime().equals(LocalTime.MIDNIGHT)
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
            return new Fit.Changed(
                    TextNode.valueOf(date.get() + "T00:00:00Z"),
                    new Issue("VALUE_COERCED", Severity.INFO, "the target wants a time, too: midnight UTC", false));
        }
        return dateTime(text)
                .<Fit>map(time -> new Fit.Value(TextNode.valueOf(DateTimeFormatter.ISO_INSTANT.format(time))))
                .orElseGet(Dates::unreadable);
    }

    private static Optional<LocalDate> localDate(String text) {
        try {
            return text.length() == 10 ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<OffsetDateTime> dateTime(String text) {
        for (DateTimeFormatter format : new DateTimeFormatter[] {DateTimeFormatter.ISO_OFFSET_DATE_TIME, JIRA}) {
            try {
                return Optional.of(OffsetDateTime.parse(text, format).withOffsetSameInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                // The next format, or no date at all: the caller keeps the text and says so.
            }
        }
        return Optional.empty();
    }

    private static Fit unreadable() {
        return FieldWriter.unfit("VALUE_NOT_A_DATE", "the description has it; give the field a text field as target");
    }
}
