package io.drover.coordinator.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.Topics;
import io.drover.contracts.UnknownMessageException;
import io.drover.coordinator.persistence.DocumentJson;
import io.drover.coordinator.signing.CoordinatorMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Each change of an execution is on {@code drover.journal}, signed, with the hash of the audit's last line after it. */
final class JournalAnchors implements AnchorSource {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;
    private final CoordinatorMessages messages;

    JournalAnchors(Map<String, Object> kafka, CoordinatorMessages messages) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.keySet().retainAll(ConsumerConfig.configNames());
        this.kafka.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.kafka.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.messages = messages;
    }

    @Override
    public String name() {
        return Topics.JOURNAL;
    }

    /** An execution's entries are in one partition, that of its key. */
    @Override
    public List<AnchoredHead> heads(String execution) throws IOException {
        byte[] key = execution.getBytes(StandardCharsets.UTF_8);
        List<AnchoredHead> heads = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            int partitions = consumer.partitionsFor(Topics.JOURNAL).size();
            if (partitions == 0) {
                throw new IOException("there is no topic " + Topics.JOURNAL);
            }
            TopicPartition own =
                    new TopicPartition(Topics.JOURNAL, BuiltInPartitioner.partitionForKey(key, partitions));
            consumer.assign(List.of(own));
            consumer.seekToBeginning(List.of(own));
            long end = consumer.endOffsets(List.of(own)).getOrDefault(own, 0L);
            while (consumer.position(own) < end) {
                for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                    AnchoredHead head = Arrays.equals(entry.key(), key) ? head(execution, entry) : null;
                    if (head != null) {
                        heads.add(head);
                    }
                }
            }
        } catch (KafkaException e) {
            throw new IOException("Kafka does not answer: " + e.getMessage(), e);
        }
        return heads;
    }

    private @Nullable AnchoredHead head(String execution, ConsumerRecord<byte[], byte[]> entry) {
        boolean signed = isSigned(entry);
        if (!signed && CoordinatorMessages.signature(entry) != null) {
            return null; // somebody's forgery, which says nothing
        }
        try {
            JsonNode said = DocumentJson.read(new String(entry.value(), StandardCharsets.UTF_8), JsonNode.class);
            return said.path("audit").isTextual()
                            && said.path("execution").asText().equals(execution)
                    ? new AnchoredHead(
                            said.path("audit").asText(),
                            null,
                            signed,
                            "partition " + entry.partition() + " offset " + entry.offset())
                    : null;
        } catch (RuntimeException e) {
            return null; // a stranger's
        }
    }

    private boolean isSigned(ConsumerRecord<byte[], byte[]> entry) {
        try {
            messages.check(entry);
            return true;
        } catch (UnknownMessageException e) {
            return false;
        }
    }
}
