package io.drover.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Traces of executions: submission → command → attempt → request to an outside system. Exported by OTLP over HTTP when
 * {@code OTEL_EXPORTER_OTLP_ENDPOINT} is set; all other {@code OTEL_…} variables mean what OpenTelemetry says. Otherwise every
 * method answers {@link TracedSpan#OFF} and nothing of OpenTelemetry runs.
 */
@ApplicationScoped
public class Tracing {

    private static final long FLUSH_SECONDS = 3;

    private final ChosenIds ids = new ChosenIds();
    private final @Nullable OpenTelemetrySdk sdk;
    private final Tracer tracer;
    private final boolean tellsOutside;

    /**
     * @param endpoint where traces are sent, for example {@code http://localhost:4318}
     * @param service {@code service.name} of the traces, unless {@code OTEL_SERVICE_NAME} says another
     * @param tellsOutside whether requests to outside systems carry {@code traceparent}
     */
    @Inject
    public Tracing(
            @ConfigProperty(name = "otel.exporter.otlp.endpoint") Optional<String> endpoint,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "drover") String service,
            @ConfigProperty(name = "drover.traces.outside", defaultValue = "true") boolean tellsOutside) {
        this.sdk = endpoint.filter(address -> !address.isBlank())
                .map(address -> sdk(address, service, ids))
                .orElse(null);
        this.tracer = sdk == null ? TracerProvider.noop().get("drover") : sdk.getTracer("io.drover");
        this.tellsOutside = tellsOutside;
    }

    /** Only what differs from OpenTelemetry's defaults: HTTP, traces alone, and ids that follow from executions. */
    private static OpenTelemetrySdk sdk(String endpoint, String service, ChosenIds ids) {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> Map.of(
                        "otel.exporter.otlp.endpoint", endpoint,
                        "otel.exporter.otlp.protocol", "http/protobuf",
                        "otel.metrics.exporter", "none",
                        "otel.logs.exporter", "none",
                        "otel.traces.sampler", "always_on",
                        "otel.service.name", service))
                .addTracerProviderCustomizer((provider, config) -> provider.setIdGenerator(ids))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    public boolean isOn() {
        return sdk != null;
    }

    /**
     * An execution is begun.
     *
     * @param traceparent of whoever submits it: their trace is linked, since an execution has a trace of its own
     */
    public TracedSpan submission(String execution, @Nullable String traceparent) {
        if (!isOn()) {
            return TracedSpan.OFF;
        }
        SpanBuilder builder =
                tracer.spanBuilder("submit").setSpanKind(SpanKind.SERVER).setNoParent();
        SpanContext caller = caller(traceparent);
        if (caller.isValid()) {
            builder.addLink(caller);
        }
        return begin(builder, TraceIds.trace(execution), TraceIds.submission(execution))
                .with("drover.execution", execution);
    }

    /** The command for an attempt is sent. */
    public TracedSpan command(String topic, String execution, String batch, int attempt) {
        if (!isOn()) {
            return TracedSpan.OFF;
        }
        SpanBuilder builder = tracer.spanBuilder("publish " + topic)
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(remote(TraceIds.trace(execution), TraceIds.submission(execution)))
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic);
        return about(begin(builder, TraceIds.trace(execution), TraceIds.command(batch, attempt)), batch, attempt);
    }

    /** An attempt is made. Its own id is random: a command that is delivered twice leads to two of them. */
    public TracedSpan attempt(String operation, String execution, String batch, int attempt) {
        if (!isOn()) {
            return TracedSpan.OFF;
        }
        Span span = tracer.spanBuilder(operation)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(remote(TraceIds.trace(execution), TraceIds.command(batch, attempt)))
                .startSpan();
        return about(new TracedSpan(span, true), batch, attempt);
    }

    /** A request to an outside system, as part of {@code attempt}. */
    public TracedSpan request(TracedSpan attempt, String connector, String method, String path) {
        if (!attempt.isOn()) {
            return TracedSpan.OFF;
        }
        Span span = tracer.spanBuilder(method)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(attempt.context())
                .setAttribute("drover.connector", connector)
                .setAttribute("http.request.method", method)
                .setAttribute("url.path", path)
                .startSpan();
        return new TracedSpan(span, tellsOutside);
    }

    private TracedSpan begin(SpanBuilder builder, String trace, String span) {
        return new TracedSpan(ids.with(trace, span, builder::startSpan), true);
    }

    private static TracedSpan about(TracedSpan span, String batch, int attempt) {
        return span.with("drover.batch", batch).with("drover.attempt", attempt);
    }

    private static Context remote(String trace, String span) {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        trace, span, TraceFlags.getSampled(), TraceState.getDefault())));
    }

    private static SpanContext caller(@Nullable String traceparent) {
        Context context = W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), Optional.ofNullable(traceparent), TraceparentGetter.INSTANCE);
        return Span.fromContext(context).getSpanContext();
    }

    void stop(@Observes ShutdownEvent event) {
        close();
    }

    /** Sends what was not sent yet, for a few seconds at most. */
    public void close() {
        if (sdk != null) {
            sdk.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
        }
    }
}
