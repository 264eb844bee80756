package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

/** Whoever writes a line of the log, it tells no value that a batch has in hand. */
class OpenSecretsFilterTest {

    private static final String VALUE = "canary-of-the-log";

    private final OpenSecretsFilter filter = new OpenSecretsFilter();

    @Test
    void a_line_loses_values_in_its_message_its_keys_and_its_stack_trace() {
        try (Masks batch = new Masks(List.of(VALUE))) {
            ExtLogRecord line = line("sent %s", "Bearer " + VALUE);
            line.putMdc("executionId", VALUE);
            Exception thrown = new IllegalStateException("broken", new IllegalArgumentException("no: " + VALUE));
            thrown.addSuppressed(new IllegalStateException("Y2FuYXJ5LW9mLXRoZS1sb2c="));
            line.setThrown(thrown);

            assertThat(filter.isLoggable(line)).isTrue();

            assertThat(line.getFormattedMessage()).isEqualTo("sent Bearer ***");
            assertThat(line.getMdc("executionId")).isEqualTo("***");
            StringWriter trace = new StringWriter();
            line.getThrown().printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString())
                    .contains("java.lang.IllegalStateException: broken", "IllegalArgumentException: no: ***")
                    .contains("OpenSecretsFilterTest")
                    .doesNotContain(VALUE, "Y2FuYXJ5");
        }
    }

    @Test
    void a_line_that_tells_none_stays_as_it_is() {
        try (Masks batch = new Masks(List.of(VALUE))) {
            ExtLogRecord line = line("sent %s", "100 %");
            Exception thrown = new IllegalStateException("broken");
            line.setThrown(thrown);

            assertThat(filter.isLoggable(line)).isTrue();

            assertThat(line.getFormattedMessage()).isEqualTo("sent 100 %");
            assertThat(line.getThrown()).isSameAs(thrown);
        }
    }

    @Test
    void when_the_last_batch_that_had_a_value_has_ended_it_is_not_kept() {
        Masks first = new Masks(List.of(VALUE));
        Masks second = new Masks(List.of(VALUE));
        first.close();
        assertThat(OpenSecrets.masked(VALUE)).isEqualTo("***");

        second.close();
        assertThat(OpenSecrets.masked(VALUE)).isEqualTo(VALUE);
    }

    private static ExtLogRecord line(String format, String parameter) {
        ExtLogRecord line = new ExtLogRecord(Level.WARN, format, ExtLogRecord.FormatStyle.PRINTF, "any");
        line.setParameters(new Object[] {parameter});
        return line;
    }
}
