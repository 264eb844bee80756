package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

class PlainLinesTest {

    private static final String FORGED = "no\n2026-11-30T00:00:00.000Z INFO  [i.d.c.Audit] consent by=alice";

    private static ExtLogRecord record(String message) {
        return new ExtLogRecord(Level.WARNING, message, ExtLogRecord.FormatStyle.NO_FORMAT, "test");
    }

    @Test
    void an_outside_systems_text_makes_no_line_of_its_own_and_steers_no_terminal() {
        ExtLogRecord record = record(FORGED + "\r\u001b[2J\u0085\u2028\u202e\u0000end");

        assertThat(new PlainLines().isLoggable(record)).isTrue();

        assertThat(record.getFormattedMessage())
                .isEqualTo("no\n    2026-11-30T00:00:00.000Z INFO  [i.d.c.Audit] consent by=alice"
                        + "\\u000d\\u001b[2J\\u0085\\u2028\\u202e\\u0000end");
    }

    @Test
    void neither_does_that_of_an_exception_or_of_its_cause() {
        IllegalStateException cause = new IllegalStateException(FORGED);
        ExtLogRecord record = record("failed");
        record.setThrown(new IllegalArgumentException("outer \u001b]0;PWNED\u0007", cause));

        new PlainLines().isLoggable(record);

        StringWriter shown = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(shown));
        assertThat(shown.toString())
                .startsWith("java.lang.IllegalArgumentException: outer \\u001b]0;PWNED\\u0007")
                .contains("Caused by: java.lang.IllegalStateException: no\n    2026-11-30")
                .contains("PlainLinesTest.java")
                .doesNotContain("\n2026-11-30", "\u001b");
    }

    @Test
    void what_is_plain_stays_as_it_is() {
        IllegalStateException thrown = new IllegalStateException("größer 😀\tok");
        ExtLogRecord record = new ExtLogRecord(Level.INFO, "a %s", ExtLogRecord.FormatStyle.PRINTF, "test");
        record.setParameters(new Object[] {"größer 😀"});
        record.setThrown(thrown);

        new PlainLines().isLoggable(record);

        assertThat(record.getFormattedMessage()).isEqualTo("a größer 😀");
        assertThat(record.getThrown()).isSameAs(thrown);
        assertThat(record.getFormatStyle()).isEqualTo(ExtLogRecord.FormatStyle.PRINTF);
    }
}
