package io.drover.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Map;

/** A stretch of time in a trace; ends when it is closed. While tracing is off there is one, {@link #OFF}, that does nothing. */
public final class TracedSpan implements AutoCloseable {

    /** Records nothing. */
    public static final TracedSpan OFF = new TracedSpan(Span.getInvalid(), false);

    private final Span span;
    private final boolean told;

    TracedSpan(Span span, boolean told) {
        this.span = span;
        this.told = told;
    }

    public TracedSpan with(String key, String value) {
        span.setAttribute(key, value);
        return this;
    }

    public TracedSpan with(String key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    /** @param why a stable word, no text of a record */
    public void failed(String why) {
        span.setStatus(StatusCode.ERROR, why);
    }

    /** What the other side is sent: {@code traceparent} of W3C Trace Context, or nothing. */
    public Map<String, String> headers() {
        SpanContext ids = span.getSpanContext();
        return told && ids.isValid()
                ? Map.of(
                        "traceparent",
                        "00-" + ids.getTraceId() + "-" + ids.getSpanId() + "-"
                                + ids.getTraceFlags().asHex())
                : Map.of();
    }

    boolean isOn() {
        return this != OFF;
    }

    Context context() {
        return Context.root().with(span);
    }

    @Override
    public void close() {
        span.end();
    }
}
