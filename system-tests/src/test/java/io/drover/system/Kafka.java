package io.drover.system;

import static org.awaitility.Awaitility.await;

import io.drover.contracts.Phase;
import io.drover.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The broker, as any client reads and writes it. */
final class Kafka {

    /** Whose offsets count, and on which topic. */
    private static final Map<String, String> GROUPS = Map.of(
            "coordinator", Topics.RESULTS,
            "extractor-service", Topics.commands(Phase.EXTRACT),
            "transformer-service", Topics.commands(Phase.TRANSFORM),
            "loader-service", Topics.commands(Phase.LOAD),
            "validator-service", Topics.commands(Phase.VALIDATE),
            "archive-service", Topics.commands(Phase.ARCHIVE));

    private final Map<String, Object> settings;

    Kafka(Map<String, String> broker) {
        settings = new HashMap<>(broker);
        settings.putAll(Map.of("acks", "all", "max.request.size", 8 * 1024 * 1024));
    }

    Set<String> topics() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings)) {
            return admin.listTopics().names().get();
        }
    }

    int partitions(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.partitionsFor(topic).size();
        }
    }

    void send(String topic, int partition, String key, String value) {
        send(new ProducerRecord<>(topic, partition, bytes(key), bytes(value)));
    }

    void send(ProducerRecord<byte[], byte[]> message) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("not sent", e);
        }
    }

    /** All that the topics hold, from their beginning to their end of now. */
    List<ConsumerRecord<byte[], byte[]>> read(Collection<String> topics) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    List<String> values(String topic) {
        return read(List.of(topic)).stream()
                .map(ConsumerRecord::value)
                .filter(Objects::nonNull)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }

    Set<String> keys(String topic) {
        return read(List.of(topic)).stream()
                .map(ConsumerRecord::key)
                .filter(Objects::nonNull)
                .map(key -> new String(key, StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    void delete(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings)) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Lets messages of this size onto the topics. */
    void allow(Collection<String> topics, int bytes) throws ExecutionException, InterruptedException {
        AlterConfigOp op = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", String.valueOf(bytes)), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(settings)) {
            admin.incrementalAlterConfigs(topics.stream()
                            .collect(Collectors.toMap(
                                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                    topic -> List.of(op))))
                    .all()
                    .get();
        }
    }

    /** As a broker does with the offsets of groups that were idle for long. */
    void forgetOffsets() {
        try (Admin admin = Admin.create(settings)) {
            await("groups that nobody is a member of any more")
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> {
                        admin.deleteConsumerGroups(GROUPS.keySet()).all().get();
                        return true;
                    });
        }
    }

    /** Of its clients. */
    Map<String, Object> settings() {
        return settings;
    }

    /** Until every service has read its topic to the end, and said so. */
    void awaitRead() {
        awaitRead(Duration.ofMinutes(2));
    }

    void awaitRead(Duration patience) {
        try (Admin admin = Admin.create(settings);
                KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            GROUPS.forEach((group, topic) -> await(group + " has read " + topic)
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                                .partitionsToOffsetAndMetadata()
                                .get();
                        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                                .map(partition -> new TopicPartition(topic, partition.partition()))
                                .toList();
                        return consumer.endOffsets(partitions).entrySet().stream()
                                .allMatch(end -> end.getValue() == 0
                                        || (read.get(end.getKey()) != null
                                                && read.get(end.getKey()).offset() >= end.getValue()));
                    }));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
