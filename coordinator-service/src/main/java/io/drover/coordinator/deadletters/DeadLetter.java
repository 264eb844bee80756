package io.drover.coordinator.deadletters;

import io.drover.contracts.Topics;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be understood, as it lies on {@code drover.dead-letters}.
 *
 * @param bytes how long it is
 * @param text its beginning, at most 1,000 characters
 * @param reason why it could not be understood; null when whoever moved it did not say
 * @param topic where it came from; null likewise
 * @param replayedAt when it was put back; null when it was not
 */
public record DeadLetter(
        int partition,
        long offset,
        Instant at,
        @Nullable String key,
        long bytes,
        String text,
        @Nullable String reason,
        @Nullable String topic,
        @Nullable Instant replayedAt) {

    /** Headers that say why a message is here, and from where. */
    static final String REASON = "drover.reason";

    static final String TOPIC = "drover.topic";

    private static final int MAX_CHARS = 1_000;
    private static final int MAX_BYTES_OF_A_CHAR = 4;

    /** The message that moves another one here. */
    public static Message<String> moving(ConsumerRecord<String, String> dead, String reason) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(REASON, reason.getBytes(StandardCharsets.UTF_8));
        headers.add(TOPIC, dead.topic().getBytes(StandardCharsets.UTF_8));
        return Message.of(
                Objects.requireNonNullElse(dead.value(), ""),
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(Topics.DEAD_LETTERS)
                        .withKey(dead.key())
                        .withHeaders(headers)
                        .build()));
    }

    static DeadLetter of(ConsumerRecord<byte[], byte[]> message) {
        byte[] value = bytes(message);
        String text = text(Arrays.copyOf(value, Math.min(value.length, MAX_CHARS * MAX_BYTES_OF_A_CHAR)));
        return new DeadLetter(
                message.partition(),
                message.offset(),
                Instant.ofEpochMilli(message.timestamp()),
                message.key() == null ? null : text(message.key()),
                value.length,
                text.substring(0, Math.min(text.length(), MAX_CHARS)),
                header(message, REASON),
                header(message, TOPIC),
                null);
    }

    DeadLetter replayed(@Nullable Instant when) {
        return new DeadLetter(partition, offset, at, key, bytes, text, reason, topic, when);
    }

    static @Nullable String header(ConsumerRecord<byte[], byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : text(header.value());
    }

    static byte[] bytes(ConsumerRecord<byte[], byte[]> message) {
        return message.value() == null ? new byte[0] : message.value();
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
