package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.Phase;
import io.drover.contracts.Topics;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import io.drover.system.TraceCollector.Span;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Six processes with a collector of traces and JSON logs: what operators see of them, also when something is away. */
@TestInstance(Lifecycle.PER_CLASS)
class TelemetryTest {

    private static final int CASES = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private TraceCollector collector;
    private Installation installation;

    @BeforeAll
    void start() throws IOException {
        collector = new TraceCollector();
        installation = Installation.ofSixProcesses(
                "telemetry",
                Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        collector.endpoint(),
                        "OTEL_BSP_SCHEDULE_DELAY",
                        "200",
                        "DROVER_LOG_JSON",
                        "true"));
    }

    @AfterAll
    void stop() throws Exception {
        installation.close();
        collector.close();
    }

    @Test
    void a_trace_leads_from_the_submission_to_the_request_that_created_a_test_case() throws Exception {
        Execution execution = move("traced");

        List<Span> spans = await("the end of the trace")
                .atMost(PATIENCE)
                .until(() -> trace(execution), trace -> trace.stream().anyMatch(TelemetryTest::createsATestCase));
        Span request = spans.stream()
                .filter(TelemetryTest::createsATestCase)
                .findFirst()
                .orElseThrow();
        Span attempt = parent(spans, request);
        Span command = parent(spans, attempt);
        Span submission = parent(spans, command);
        assertThat(List.of(request.service(), attempt.service(), command.service(), submission.service()))
                .containsExactly("loader-service", "loader-service", "coordinator-service", "coordinator-service");
        assertThat(List.of(attempt.name(), command.name(), submission.name()))
                .containsExactly("load", "publish drover.load.commands", "submit");
        assertThat(attempt.attributes()).containsEntry("drover.attempt", "1");
        assertThat(attempt.attributes().get("drover.batch")).startsWith(execution.id() + "/testcases/load/");
        assertThat(submission.parent()).isEmpty();
        assertThat(submission.attributes()).containsEntry("drover.execution", execution.id());
        assertThat(commandHeaders(command)).isNotEmpty();
    }

    @Test
    void a_failed_attempt_is_logged_as_json_with_its_keys() throws Exception {
        Api api = installation.api();
        Execution refused;
        try (RunningSandbox sandbox = Sandboxes.generated(CASES, 5)) {
            ObjectNode migration = Migrations.define(api, sandbox, "refused", Migrations.GENERATED);
            api.secretOf(migration.path("source"), "refused.zephyr", "not.a.token");
            refused = api.run(migration);
        }
        assertThat(refused.failureCode()).isNotEmpty();

        Service validator = installation.service(Program.VALIDATOR);
        JsonNode line = await("a line about it")
                .atMost(PATIENCE)
                .until(() -> attemptFailed(validator, refused), Objects::nonNull);
        assertThat(line.path("phase").asText()).isEqualTo("VALIDATE");
        assertThat(line.path("step").asText()).isEqualTo("check");
        assertThat(line.path("batchId").asText()).startsWith(refused.id() + "/check/validate/");
        assertThat(line.path("attempt").asText()).isEqualTo("1");
        assertThat(line.path("worker").asText()).startsWith("validator-service-");
        assertThat(line.path("traceId").asText()).hasSize(32);
        assertThat(line.path("level").asText()).isEqualTo("WARN");
    }

    @Test
    void nobody_is_ready_while_the_database_is_away_and_everybody_is_when_it_is_back() throws Exception {
        installation.servers().postgres().stop();
        try {
            awaitAll(503, "database");
        } finally {
            installation.servers().postgres().start();
        }
        awaitAll(200, "database");
    }

    @Test
    void nobody_is_ready_while_kafka_is_away_and_everybody_is_when_it_is_back() throws Exception {
        installation.servers().kafka().stop();
        try {
            awaitAll(503, "kafka");
        } finally {
            installation.servers().kafka().start();
        }
        awaitAll(200, "kafka");
        assertThat(move("after-kafka").state()).isEqualTo("SUCCESS");
    }

    @Test
    void workers_are_not_ready_while_staging_cannot_be_written() throws Exception {
        Path aside = installation.staging().resolveSibling("staging-aside");
        Files.move(installation.staging(), aside);
        Files.writeString(installation.staging(), "not a directory");
        try {
            awaitReadiness(Program.LOADER, 503, "staging");
            awaitReadiness(Program.COORDINATOR, 200, "database");
        } finally {
            Files.delete(installation.staging());
            Files.move(aside, installation.staging());
        }
        awaitReadiness(Program.LOADER, 200, "staging");
    }

    @Test
    void a_second_worker_is_ready_too() throws Exception {
        try (Service second = installation.another(Program.LOADER, "second-loader")) {
            assertThat(need(second, "commands")).matches(".*partitions?");
        }
        awaitReadiness(Program.LOADER, 200, "commands");
    }

    private Execution move(String name) {
        Api api = installation.api();
        try (RunningSandbox sandbox = Sandboxes.generated(CASES, 3)) {
            Execution execution = api.run(Migrations.define(api, sandbox, name, Migrations.GENERATED));
            assertThat(execution.books("testcases").loaded())
                    .as(execution.toString())
                    .isEqualTo(CASES);
            assertThat(collector.spans().toString())
                    .doesNotContain(
                            ZephyrLookAlike.in(sandbox).token(),
                            QTestLookAlike.in(sandbox).token());
            return execution;
        }
    }

    private List<Span> trace(Execution execution) {
        return collector.spans().stream()
                .filter(span -> execution.id().equals(span.attributes().get("drover.execution")))
                .findFirst()
                .map(submission -> collector.spans().stream()
                        .filter(span -> span.trace().equals(submission.trace()))
                        .toList())
                .orElse(List.of());
    }

    private static boolean createsATestCase(Span span) {
        return span.name().equals("POST")
                && span.attributes().getOrDefault("url.path", "").endsWith("/test-cases");
    }

    private static Span parent(List<Span> spans, Span child) {
        return spans.stream()
                .filter(span -> span.id().equals(child.parent()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no parent of " + child + " in " + spans));
    }

    /** Messages on Kafka that were sent in this span. */
    private List<String> commandHeaders(Span command) {
        String traceparent = "00-" + command.trace() + "-" + command.id() + "-01";
        return new Kafka(installation.servers().kafkaSettings())
                .read(List.of(Topics.commands(Phase.LOAD))).stream()
                        .map(message -> message.headers().lastHeader("traceparent"))
                        .filter(Objects::nonNull)
                        .map(Header::value)
                        .map(value -> new String(value, StandardCharsets.US_ASCII))
                        .filter(traceparent::equals)
                        .toList();
    }

    private static @Nullable JsonNode attemptFailed(Service service, Execution execution) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : service.log().lines().toList()) {
            lines.add(JSON.readTree(line)); // each line is JSON, whatever it says
        }
        return lines.stream()
                .filter(line -> line.path("executionId").asText().equals(execution.id()))
                .filter(line -> line.path("message").asText().startsWith("Attempt failed"))
                .findFirst()
                .orElse(null);
    }

    private void awaitAll(int status, String need) {
        Stream.of(Program.values())
                .filter(program -> program != Program.STANDALONE)
                .forEach(program -> awaitReadiness(program, status, need));
    }

    private void awaitReadiness(Program program, int status, String need) {
        Service service = installation.service(program);
        await(program + " answers " + status).atMost(PATIENCE).untilAsserted(() -> {
            assertThat(readiness(service).statusCode())
                    .as(readiness(service).body())
                    .isEqualTo(status);
            assertThat(need(service, need).startsWith("DOWN")).isEqualTo(status != 200);
        });
    }

    private static String need(Service service, String need) throws IOException, InterruptedException {
        JsonNode checks = JSON.readTree(readiness(service).body()).path("checks");
        assertThat(checks).as("one check, the service itself").hasSize(1);
        return checks.path(0).path("data").path(need).asText();
    }

    /** An answer comes soon, whatever it is. */
    private static HttpResponse<String> readiness(Service service) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.uri("/q/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
