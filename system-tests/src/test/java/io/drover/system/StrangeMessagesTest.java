package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.contracts.Phase;
import io.drover.contracts.Topics;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaSandbox;
import io.drover.sandbox.agola.AgolaServer;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What strangers put on our topics, and our own messages that come again when nobody expects them. */
@TestInstance(Lifecycle.PER_CLASS)
class StrangeMessagesTest {

    private static final int CASES = 20;
    private static final int MAX_KEPT = 64 * 1024;

    private Installation installation;
    private Api api;
    private Kafka kafka;

    @BeforeAll
    void start() throws Exception {
        installation = Installation.ofOneProcess("strange", Map.of());
        api = installation.api();
        kafka = new Kafka(installation.servers().kafkaSettings());
    }

    @AfterAll
    void stop() throws Exception {
        installation.close();
    }

    @Test
    void a_topic_of_announcements_that_was_lost_is_made_and_filled_anew() throws Exception {
        kafka.delete(Topics.CONNECTORS);
        await("announcements on the topic that was made anew")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> kafka.topics().contains(Topics.CONNECTORS)
                        && kafka.keys(Topics.CONNECTORS).containsAll(List.of("agola", "qtest", "zephyr-scale")));
    }

    @Test
    void messages_of_any_bytes_and_size_on_any_topic_stop_nobody() throws Exception {
        List<String> topics = new ArrayList<>(List.of(Topics.RESULTS, Topics.CONNECTORS));
        for (Phase phase : Phase.values()) {
            topics.add(Topics.commands(phase));
        }
        kafka.allow(topics, 4 * 1024 * 1024);
        int before = kafka.read(List.of(Topics.DEAD_LETTERS)).size();
        int buried = 0;
        for (String topic : topics) {
            for (byte @Nullable [] value : values()) {
                if (value == null || !topic.equals(Topics.CONNECTORS)) {
                    kafka.send(strange(topic, "qtest".getBytes(StandardCharsets.UTF_8), value));
                }
                if (value != null) { // a compacted topic takes none without a key, and ours takes any
                    kafka.send(strange(topic, filled(3_000), value));
                }
                buried += topic.equals(Topics.CONNECTORS) ? 0 : value == null ? 1 : 2;
            }
        }

        assertMoves("past-strange");
        int dead = before + buried;
        await("every dead letter").atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        kafka.read(List.of(Topics.DEAD_LETTERS)))
                .hasSizeGreaterThanOrEqualTo(dead));

        assertThat(kafka.read(List.of(Topics.DEAD_LETTERS))).hasSize(dead).allSatisfy(letter -> {
            assertThat(letter.serializedValueSize()).isLessThanOrEqualTo(MAX_KEPT);
            assertThat(header(letter, "drover.topic")).startsWith("drover.");
        });
        assertThat(kafka.read(List.of(Topics.DEAD_LETTERS)))
                .filteredOn(letter -> "360000".equals(header(letter, "drover.bytes")))
                .isNotEmpty()
                .allSatisfy(
                        letter -> assertThat(letter.value()).hasSize(MAX_KEPT).containsOnly((byte) 0xFF));
        kafka.awaitRead();
        assertLive();
        assertCutLettersAreShownAsSuch();
        installation.service(Program.STANDALONE).restart();
        assertMoves("past-strange-again");
    }

    private void assertCutLettersAreShownAsSuch() {
        JsonNode cut = MissingNode.getInstance();
        for (JsonNode letter : api.get("/dead-letters").json()) {
            cut = letter.path("cut").asBoolean() ? letter : cut;
        }
        assertThat(cut.path("bytes").asLong()).isGreaterThan(MAX_KEPT);
        Api.Answer refused =
                api.post("/dead-letters/" + cut.path("partition") + "/" + cut.path("offset") + "/replay", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("too long to be kept whole");
    }

    @Test
    void commands_of_an_execution_that_has_ended_come_again_and_touch_nothing() throws Exception {
        try (RunningSandbox sandbox = Sandboxes.generated(CASES, 5)) {
            api.run(Migrations.define(api, sandbox, "over", Migrations.GENERATED));
            Map<String, Long> requests = sandbox.requests();

            everythingComesAgain();

            assertThat(sandbox.requests()).isEqualTo(requests);
            assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(CASES);
        }
    }

    @Test
    void so_do_those_that_put_services_into_maintenance_and_import() throws Exception {
        try (AgolaSandbox sandbox = AgolaSandbox.start(AgolaOptions.quick().target(AgolaOptions.Pair.REAL_CONVERTED))) {
            AgolaRun run = new AgolaRun(api, sandbox, "agola-over").begin();
            assertThat(run.toTheEnd().state()).isEqualTo("SUCCESS");
            List<Map<String, Long>> requests = sandbox.servers().stream()
                    .map(server -> server.log().counts())
                    .toList();

            everythingComesAgain();

            assertThat(sandbox.servers().stream()
                            .map(AgolaServer::log)
                            .map(log -> log.counts())
                            .toList())
                    .isEqualTo(requests);
            run.assertMoved();
        }
    }

    /** As operators clean up, and as brokers forget the offsets of groups that are idle for long. */
    private void everythingComesAgain() throws Exception {
        installation.service(Program.STANDALONE).close();
        Path executions = installation.staging().resolve("executions");
        assertThat(executions).isNotEmptyDirectory();
        Installation.delete(executions);
        kafka.forgetOffsets();
        installation.service(Program.STANDALONE).restart();
        kafka.awaitRead();
    }

    private void assertMoves(String name) throws Exception {
        try (RunningSandbox sandbox = Sandboxes.generated(CASES, 5)) {
            Execution execution = api.run(Migrations.define(api, sandbox, name, Migrations.GENERATED));
            assertThat(execution.state()).as(execution.toString()).isEqualTo("SUCCESS");
            assertThat(execution.books("testcases").loaded()).isEqualTo(CASES);
        }
    }

    private void assertLive() throws Exception {
        for (String health : List.of("/q/health/live", "/q/health/ready")) {
            HttpRequest question = HttpRequest.newBuilder(
                            installation.service(Program.STANDALONE).uri(health))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(question, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private static List<byte @Nullable []> values() {
        List<byte @Nullable []> values = new ArrayList<>();
        values.add(null);
        values.add(filled(360_000));
        values.add(filled(3_000_000));
        for (String text : List.of(
                "",
                "null",
                "[]",
                "{\"type\":\"drover.result\",\"version\":1}",
                "a".repeat(900_000),
                // The database takes no such text.
                """
                {"type":"drover.result","version":1,"batch":"e\\u0000x/check/validate/000000","attempt":1,"worker":"w",
                 "at":"2026-11-20T10:00:00Z","durationMs":5,"usage":{"requests":0,"throttled":0},
                 "outcome":{"is":"running"}}""")) {
            values.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return values;
    }

    /** With the headers of a cloud event, which some readers take apart, and others of no meaning at all. */
    private static ProducerRecord<byte[], byte[]> strange(String topic, byte[] key, byte @Nullable [] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8));
        headers.add("ce_specversion", filled(10));
        headers.add("traceparent", filled(100));
        headers.add("drover.bytes", filled(20));
        headers.add("", null);
        return new ProducerRecord<>(topic, null, key, value, headers);
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }
}
