package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.Phase;
import io.drover.contracts.Signatures;
import io.drover.contracts.Topics;
import io.drover.sandbox.RunningSandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/**
 * So many messages of strangers on each topic that is read, half of them with a signature that has to be computed to be refused: an execution
 * that begins behind them comes to its end, and a process that starts reads past them. {@code -Ddrover.garbage=1000000} says how many; it tells
 * how long it took.
 */
class GarbageTest {

    private static final int EACH = Integer.getInteger("drover.garbage", 1_000);
    private static final int BYTES = 200;
    private static final int CASES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2).plusMillis(2L * EACH);

    @Test
    void executions_begin_and_end_behind_as_much_garbage_as_anybody_likes_to_send() throws Exception {
        try (Installation installation = Installation.ofOneProcess("garbage", Map.of())) {
            Kafka kafka = new Kafka(installation.servers().kafkaSettings());
            List<String> topics = new ArrayList<>(List.of(Topics.RESULTS, Topics.CONNECTORS, Topics.CANCELLATIONS));
            for (Phase phase : Phase.values()) {
                topics.add(Topics.commands(phase));
            }
            long begun = System.nanoTime();
            send(kafka, topics);
            tell("sent to each of " + topics.size() + " topics", begun);
            begun = System.nanoTime();
            assertMoves(installation.api(), "behind-garbage");
            tell("an execution behind it", begun);
            kafka.awaitRead(PATIENCE);
            tell("all of it read and moved away", begun);
            begun = System.nanoTime();
            installation.service(Program.STANDALONE).restart();
            tell("a restart, which reads announcements and cancellations from their beginning", begun);
            assertMoves(installation.api(), "after-garbage");
        }
    }

    private static void send(Kafka kafka, List<String> topics) throws Exception {
        Random random = new Random(7);
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        Future<RecordMetadata> last = CompletableFuture.completedFuture(null);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < EACH; i++) {
                byte[] key = new byte[8];
                byte[] value = new byte[BYTES];
                random.nextBytes(key);
                random.nextBytes(value);
                for (String topic : topics) {
                    ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, key, value);
                    if (i % 2 == 0) {
                        String signature = "1:" + i + ":" + "A".repeat(43) + "=";
                        message.headers().add(Signatures.HEADER, signature.getBytes(StandardCharsets.US_ASCII));
                    }
                    last = producer.send(message, (where, failure) -> {
                        if (failure != null) {
                            failures.add(failure);
                        }
                    });
                }
            }
            producer.flush();
            last.get();
        }
        assertThat(failures).isEmpty();
    }

    private static void assertMoves(Api api, String name) throws Exception {
        try (RunningSandbox sandbox = Sandboxes.generated(CASES, 5)) {
            assertThat(api.define(Migrations.define(api, sandbox, name, Migrations.GENERATED))
                            .status())
                    .isEqualTo(201);
            String id = api.begin(name);
            Execution execution = await("an execution behind garbage")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(150))
                    .until(() -> api.execution(id), now -> !now.state().equals("RUNNING"));
            assertThat(execution.state()).as(execution.toString()).isEqualTo("SUCCESS");
            assertThat(execution.books("testcases").loaded()).isEqualTo(CASES);
        }
    }

    private static void tell(String what, long begun) {
        System.out.printf("garbage: %,d messages a topic: %s: %.1f s%n", EACH, what, (System.nanoTime() - begun) / 1e9);
    }
}
