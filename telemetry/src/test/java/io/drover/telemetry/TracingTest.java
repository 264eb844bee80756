package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent, as bytes; the tree of spans is seen by TelemetryTest in system-tests. */
class TracingTest {

    private static final String EXECUTION = "01K0EXECUTION";
    private static final String BATCH = EXECUTION + "/testcases/load/000001";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void without_an_endpoint_nothing_is_recorded_and_nothing_told() {
        Tracing tracing = new Tracing(Optional.empty(), "test", true);

        assertThat(tracing.isOn()).isFalse();
        assertThat(tracing.submission(EXECUTION, null)).isSameAs(TracedSpan.OFF);
        assertThat(tracing.command("topic", EXECUTION, BATCH, 1)).isSameAs(TracedSpan.OFF);
        assertThat(tracing.attempt("load", EXECUTION, BATCH, 1)).isSameAs(TracedSpan.OFF);
        assertThat(tracing.request(TracedSpan.OFF, "qtest", "POST", "/x")).isSameAs(TracedSpan.OFF);
        assertThat(TracedSpan.OFF.headers()).isEmpty();
    }

    @Test
    void every_process_knows_the_ids_of_a_command() {
        Map<String, String> one = commandHeaders(tracing(true));
        Map<String, String> another = commandHeaders(tracing(true));

        assertThat(one).isEqualTo(another);
        assertThat(one.get("traceparent"))
                .matches("00-" + TraceIds.trace(EXECUTION) + "-" + TraceIds.command(BATCH, 1) + "-01");
        assertThat(TraceIds.command(BATCH, 2)).isNotEqualTo(TraceIds.command(BATCH, 1));
    }

    @Test
    void spans_arrive_at_the_collector() {
        Tracing tracing = tracing(true);
        try (TracedSpan attempt = tracing.attempt("load", EXECUTION, BATCH, 1);
                TracedSpan request = tracing.request(attempt, "qtest", "POST", "/test-cases")) {
            request.with("http.response.status_code", 201);
        }
        tracing.close();

        assertThat(String.join("", received)).contains("load", BATCH, "POST", "/test-cases", "service.name", "test");
    }

    @Test
    void outside_systems_are_told_of_the_trace_unless_configuration_says_no() {
        for (boolean tells : new boolean[] {true, false}) {
            Tracing tracing = tracing(tells);
            try (TracedSpan attempt = tracing.attempt("load", EXECUTION, BATCH, 1);
                    TracedSpan request = tracing.request(attempt, "qtest", "POST", "/test-cases")) {
                assertThat(request.headers().containsKey("traceparent")).isEqualTo(tells);
            }
            tracing.close();
        }
    }

    @Test
    void a_collector_that_is_away_holds_nobody_up() {
        collector.stop(0);
        Tracing tracing = tracing(true);

        tracing.attempt("load", EXECUTION, BATCH, 1).close();
        tracing.close();

        assertThat(received).isEmpty();
    }

    private Tracing tracing(boolean tells) {
        return new Tracing(
                Optional.of("http://127.0.0.1:" + collector.getAddress().getPort()), "test", tells);
    }

    private static Map<String, String> commandHeaders(Tracing tracing) {
        try (TracedSpan command = tracing.command("drover.load.commands", EXECUTION, BATCH, 1)) {
            return command.headers();
        } finally {
            tracing.close();
        }
    }
}
