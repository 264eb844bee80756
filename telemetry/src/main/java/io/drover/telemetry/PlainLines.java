package io.drover.telemetry;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * What an outside system says makes no line of the log, and steers no terminal that shows it: after a line break stand blanks, so
 * that no second line looks like one, and what is not seen, or turns the direction of writing round, is written out.
 */
@LoggingFilter(name = "plain-lines")
public final class PlainLines implements Filter {

    private static final String NEXT_LINE = "\n    ";

    @Override
    public boolean isLoggable(LogRecord record) {
        if (record instanceof ExtLogRecord extended) {
            String message = extended.getFormattedMessage();
            if (message != null && !isPlain(message)) {
                extended.setMessage(plain(message), ExtLogRecord.FormatStyle.NO_FORMAT);
            }
        }
        if (record.getThrown() != null && !isPlain(record.getThrown(), 0)) {
            record.setThrown(Said.of(record.getThrown(), 0));
        }
        return true;
    }

    private static boolean isPlain(@Nullable Throwable thrown, int depth) {
        return thrown == null
                || depth > Said.DEEPEST
                || (isPlain(String.valueOf(thrown)) && isPlain(thrown.getCause(), depth + 1));
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(PlainLines::isOdd);
    }

    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '\n') {
                plain.append(NEXT_LINE);
            } else if (isOdd(c)) {
                plain.append(String.format("\\u%04x", c));
            } else {
                plain.append((char) c);
            }
        });
        return plain.toString();
    }

    /** Controls but the tabulator, and what has no shape of its own but changes that of others (bidi, line separators). */
    private static boolean isOdd(int c) {
        int type = Character.getType(c);
        return c != '\t'
                && (type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR);
    }

    /** An exception as it was, but for what its text would do to a terminal. */
    private static final class Said extends Throwable {

        private static final long serialVersionUID = 1L;
        private static final int DEEPEST = 20;

        private final String text;

        private Said(String text, @Nullable Throwable cause) {
            super(text, cause, false, true);
            this.text = text;
        }

        static Said of(Throwable thrown, int depth) {
            Throwable cause = thrown.getCause();
            Said said = new Said(
                    plain(String.valueOf(thrown)), cause == null || depth > DEEPEST ? null : of(cause, depth + 1));
            said.setStackTrace(thrown.getStackTrace());
            return said;
        }

        @Override
        @SuppressWarnings("OverrideThrowableToString") // it begins with the class of another one
        public String toString() {
            return text;
        }
    }
}
