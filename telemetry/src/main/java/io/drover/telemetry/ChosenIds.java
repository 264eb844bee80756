package io.drover.telemetry;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/** Lets whoever begins a span choose its ids; all other spans get random ones. */
final class ChosenIds implements IdGenerator {

    private record Ids(String trace, String span) {}

    private final IdGenerator random = IdGenerator.random();

    @SuppressWarnings("ThreadLocalUsage") // there is one of these in a process
    private final ThreadLocal<Ids> chosen = new ThreadLocal<>();

    /** Spans that {@code begin} begins have these ids. */
    <T> T with(String trace, String span, Supplier<T> begin) {
        chosen.set(new Ids(trace, span));
        try {
            return begin.get();
        } finally {
            chosen.remove();
        }
    }

    @Override
    public String generateTraceId() {
        Ids ids = chosen.get();
        return ids == null ? random.generateTraceId() : ids.trace();
    }

    @Override
    public String generateSpanId() {
        Ids ids = chosen.get();
        return ids == null ? random.generateSpanId() : ids.span();
    }
}
