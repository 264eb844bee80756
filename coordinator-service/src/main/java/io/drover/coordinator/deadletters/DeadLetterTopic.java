package io.drover.coordinator.deadletters;

import io.drover.contracts.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads {@code drover.dead-letters} without a group. Blocks. */
final class DeadLetterTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> beginnings;
    private final Map<TopicPartition, Long> ends;

    /** @param kafka settings of its clients, as where it is and how one logs in */
    DeadLetterTopic(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Whatever lies here, some of it is in memory at a time.
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * 1024 * 1024);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(Topics.DEAD_LETTERS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        beginnings = consumer.beginningOffsets(partitions);
        ends = consumer.endOffsets(partitions);
    }

    /** How many messages there are. */
    long size() {
        return partitions.stream()
                .mapToLong(partition -> ends.getOrDefault(partition, 0L) - beginnings.getOrDefault(partition, 0L))
                .sum();
    }

    boolean holds(int partition, long offset) {
        TopicPartition place = new TopicPartition(Topics.DEAD_LETTERS, partition);
        return partitions.contains(place)
                && offset >= beginnings.getOrDefault(place, 0L)
                && offset < ends.getOrDefault(place, 0L);
    }

    /** The last {@code most} messages of each partition. */
    void last(long most, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        for (TopicPartition partition : partitions) {
            long from = ends.getOrDefault(partition, 0L) - most;
            consumer.seek(partition, Math.max(from, beginnings.getOrDefault(partition, 0L)));
        }
        read(reader);
    }

    /** What lies at {@code offset} of {@code partition} and after it, and all of the other partitions. */
    void from(int partition, long offset, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        consumer.seekToBeginning(partitions);
        consumer.seek(new TopicPartition(Topics.DEAD_LETTERS, partition), offset);
        read(reader);
    }

    private void read(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(reader);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
