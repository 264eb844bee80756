package io.drover.coordinator.deadletters;

import io.drover.api.DeadLetter;
import io.drover.contracts.Buried;
import io.drover.coordinator.signing.CoordinatorMessages;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;

/** Messages that could not be understood, as they lie on {@code drover.dead-letters}. */
public final class DeadMessages {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
    private static final int MAX_CHARS = 1_000;
    private static final int MAX_BYTES_OF_A_CHAR = 4;

    private DeadMessages() {}

    /** The message that moves another one here. */
    public static Message<byte[]> moving(ConsumerRecord<byte[], byte[]> dead, String reason) {
        Buried buried = Buried.of(dead.topic(), dead.key(), dead.value(), CoordinatorMessages.signature(dead), reason);
        RecordHeaders headers = new RecordHeaders();
        buried.headers().forEach(headers::add);
        return Message.of(
                buried.value(),
                Metadata.of(OutgoingKafkaRecordMetadata.<byte[]>builder()
                        .withKey(buried.key())
                        .withHeaders(headers)
                        .build()));
    }

    static DeadLetter letter(ConsumerRecord<byte[], byte[]> message) {
        byte[] value = bytes(message);
        String text = text(Arrays.copyOf(value, Math.min(value.length, MAX_CHARS * MAX_BYTES_OF_A_CHAR)));
        return new DeadLetter(
                message.partition(),
                message.offset(),
                Instant.ofEpochMilli(message.timestamp()),
                message.key() == null ? null : text(message.key()),
                length(message),
                isCut(message),
                text.substring(0, Math.min(text.length(), MAX_CHARS)),
                header(message, Buried.REASON),
                header(message, Buried.TOPIC),
                null);
    }

    static @Nullable String header(ConsumerRecord<byte[], byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : text(header.value());
    }

    /** As whoever moved it says; how much is here where nobody did. */
    private static long length(ConsumerRecord<byte[], byte[]> message) {
        int here = bytes(message).length;
        String said = header(message, Buried.BYTES);
        return said != null && DIGITS.matcher(said).matches() ? Math.max(here, Long.parseLong(said)) : here;
    }

    /** A part of a message may look like one, and is none. */
    static boolean isCut(ConsumerRecord<byte[], byte[]> message) {
        return length(message) > bytes(message).length;
    }

    static byte[] bytes(ConsumerRecord<byte[], byte[]> message) {
        return message.value() == null ? new byte[0] : message.value();
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
