package io.drover.worker;

import io.drover.contracts.InstallationKey;
import io.drover.contracts.Message;
import io.drover.contracts.Signatures;
import io.drover.contracts.UnknownMessageException;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * The one place where a worker's messages come in and go out: what comes in is believed when the installation signed it, what goes out is
 * signed. Anybody may be able to write to Kafka.
 */
@ApplicationScoped
public class WorkerMessages {

    private static final int FIRST = 1;

    private final Signatures signatures;

    /** @throws IllegalStateException when there is no key */
    WorkerMessages(SecretsConfig config) {
        this.signatures = new Signatures(InstallationKey.read(config.keyFile()));
    }

    /** A worker without the key ends here, before it takes anything. */
    void start(@Observes @Priority(FIRST) StartupEvent event) {}

    /** @throws UnknownMessageException when it is none of ours, with why */
    <T extends Message> T open(ConsumerRecord<byte[], byte[]> message, Class<T> type) throws UnknownMessageException {
        return signatures.open(message.topic(), message.key(), message.value(), signature(message), type);
    }

    /** Of a message without a value. @throws UnknownMessageException when it is none of ours, with why */
    void check(ConsumerRecord<byte[], byte[]> tombstone) throws UnknownMessageException {
        signatures.check(tombstone.topic(), tombstone.key(), tombstone.value(), signature(tombstone));
    }

    /** As it came, to be kept with it; null when it has none. */
    static byte @Nullable [] signature(ConsumerRecord<byte[], byte[]> message) {
        Header header = message.headers().lastHeader(Signatures.HEADER);
        return header == null ? null : header.value();
    }

    org.eclipse.microprofile.reactive.messaging.Message<String> signed(String topic, String key, String value) {
        Headers headers = new RecordHeaders();
        headers.add(Signatures.HEADER, signatures.sign(topic, utf8(key), utf8(value)));
        return org.eclipse.microprofile.reactive.messaging.Message.of(
                value,
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(key)
                        .withHeaders(headers)
                        .build()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
