package io.drover.coordinator.outbox;

import io.drover.contracts.Signatures;
import io.drover.coordinator.operations.CommandTraces;
import io.drover.telemetry.TracedSpan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A producer that gives up within seconds, since what was not sent stays in the table; nothing of a round is left to come later. It signs
 * what it sends.
 */
final class KafkaSender implements Sender, AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaProducer<String, String> producer;
    private final Signatures signatures;
    private final BiFunction<String, String, TracedSpan> spans;

    /** @param kafka settings of a client: where the broker is, and how one logs in */
    KafkaSender(
            Map<String, Object> kafka,
            String clientId,
            Signatures signatures,
            BiFunction<String, String, TracedSpan> spans) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(ProducerConfig.configNames());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        // The table is what tries again: a message that is refused is known to be at once, and keeps no other in the
        // client.
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        settings.put(ProducerConfig.RETRIES_CONFIG, 0);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // One record a batch: a record that is refused takes no other with it, and no batch is split, of which answers
        // get lost.
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 6_000);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        this.signatures = signatures;
        this.spans = spans;
    }

    KafkaSender(Map<String, Object> kafka, String clientId, Signatures signatures, CommandTraces traces) {
        this(kafka, clientId, signatures, traces::begin);
    }

    @Override
    public void reach(String topic) {
        producer.partitionsFor(topic);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback tells the same
    public CompletableFuture<?> send(Outgoing message) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        TracedSpan span = spans.apply(message.topic(), message.payload());
        ProducerRecord<String, String> record = new ProducerRecord<>(message.topic(), message.key(), message.payload());
        span.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.US_ASCII)));
        record.headers()
                .add(Signatures.HEADER, signatures.sign(message.topic(), utf8(message.key()), utf8(message.payload())));
        try {
            producer.send(record, (where, failure) -> {
                span.close();
                if (failure == null) {
                    sent.complete(null);
                } else {
                    sent.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            span.close();
            sent.completeExceptionally(e);
        }
        return sent;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
