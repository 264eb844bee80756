package io.drover.coordinator.prune;

import io.drover.contracts.Signatures;
import io.drover.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tombstones for cancellations that nobody needs any more; the topic is compacted, and its readers forget them at once. */
final class CancellationsPruner implements Pruner {

    private static final Duration POLL = Duration.ofMillis(200);

    private final PruneDatabase database;
    private final Map<String, Object> kafka;
    private final Signatures signatures;

    CancellationsPruner(PruneDatabase database, Map<String, Object> kafka, Signatures signatures) {
        this.database = database;
        this.kafka = kafka;
        this.signatures = signatures;
    }

    @Override
    public Found look(Instant before) throws SQLException {
        Map<String, Integer> cancelled = cancelled();
        List<EndedExecution> dead = dead(before, cancelled);
        long bytes = dead.stream()
                .mapToLong(execution -> cancelled.getOrDefault(execution.id(), 0))
                .sum();
        return Found.of(
                Kind.CANCELLATIONS.word(),
                dead.size(),
                dead.size(),
                bytes,
                dead.isEmpty() ? null : dead.getFirst().finishedAt(),
                dead.isEmpty() ? null : dead.getLast().finishedAt());
    }

    @Override
    public void prune(Instant before) throws SQLException {
        List<EndedExecution> dead = dead(before, cancelled());
        if (dead.isEmpty()) {
            return;
        }
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (EndedExecution execution : dead) {
                byte[] key = execution.id().getBytes(StandardCharsets.UTF_8);
                ProducerRecord<byte[], byte[]> tombstone = new ProducerRecord<>(Topics.CANCELLATIONS, key, null);
                tombstone.headers().add(Signatures.HEADER, signatures.sign(Topics.CANCELLATIONS, key, null));
                producer.send(tombstone).get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PruneException.of("interrupted");
        } catch (ExecutionException e) {
            throw PruneException.of("Kafka took no tombstone: " + e.getCause());
        }
    }

    private List<EndedExecution> dead(Instant before, Map<String, Integer> cancelled) throws SQLException {
        if (cancelled.isEmpty()) {
            return List.of();
        }
        return database.endedBefore(before).stream()
                .filter(execution -> cancelled.containsKey(execution.id()))
                .toList();
    }

    /** Executions that have a cancellation on the topic, each with its size in bytes. */
    private Map<String, Integer> cancelled() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        Map<String, Integer> cancelled = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<PartitionInfo> found = consumer.partitionsFor(Topics.CANCELLATIONS);
            List<TopicPartition> partitions = (found == null ? List.<PartitionInfo>of() : found)
                    .stream()
                            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(message -> {
                    if (message.key() == null) {
                        return;
                    }
                    String execution = new String(message.key(), StandardCharsets.UTF_8);
                    if (message.value() == null) {
                        cancelled.remove(execution);
                    } else {
                        cancelled.put(execution, message.key().length + message.value().length);
                    }
                });
            }
        }
        return cancelled;
    }
}
