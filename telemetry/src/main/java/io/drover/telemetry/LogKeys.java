package io.drover.telemetry;

import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Keys that every log line of this thread carries until they are closed: who and which, beside what the line says. */
public final class LogKeys implements AutoCloseable {

    private final Map<String, @Nullable Object> before = new HashMap<>();

    private LogKeys() {}

    public static LogKeys of(String key, Object value) {
        return new LogKeys().and(key, value);
    }

    public LogKeys and(String key, Object value) {
        before.put(key, MDC.put(key, value.toString()));
        return this;
    }

    @Override
    public void close() {
        before.forEach((key, value) -> {
            if (value == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, value);
            }
        });
    }
}
