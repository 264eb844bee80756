package io.drover.worker;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/** Takes the values that are open out of every line of the log: messages, keys of the diagnostic context, stack traces. */
@LoggingFilter(name = "open-secrets")
public final class OpenSecretsFilter implements Filter {

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord record) {
            String message = record.getFormattedMessage();
            if (message != null) {
                String masked = OpenSecrets.masked(message);
                if (!masked.equals(message)) {
                    record.setParameters(null);
                    record.setMessage(masked, ExtLogRecord.FormatStyle.NO_FORMAT);
                }
            }
            record.getMdcCopy().forEach((key, value) -> {
                String masked = OpenSecrets.masked(value);
                if (!masked.equals(value)) {
                    record.putMdc(key, masked);
                }
            });
        }
        Throwable thrown = line.getThrown();
        if (thrown != null && tells(thrown)) {
            line.setThrown(new Told(thrown));
        }
        return true;
    }

    private static boolean tells(@Nullable Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String said = each.toString();
            if (!OpenSecrets.masked(said).equals(said)) {
                return true;
            }
            for (Throwable suppressed : each.getSuppressed()) {
                if (tells(suppressed)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The same for whoever reads the log, with its causes and where each was thrown. */
    private static final class Told extends Throwable {

        private static final long serialVersionUID = 1L;

        Told(Throwable told) {
            super(OpenSecrets.masked(told.toString()), cause(told), true, true);
            setStackTrace(told.getStackTrace());
            for (Throwable suppressed : told.getSuppressed()) {
                addSuppressed(new Told(suppressed));
            }
        }

        private static @Nullable Throwable cause(Throwable told) {
            Throwable cause = told.getCause();
            return cause == null ? null : new Told(cause);
        }

        /** The name of the class that is told of stands in the message. */
        @Override
        @SuppressWarnings("OverrideThrowableToString")
        public String toString() {
            return String.valueOf(getMessage());
        }
    }
}
