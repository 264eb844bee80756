package io.drover.telemetry;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/**
 * Whether a channel's consumer has work assigned to it. One that has none because the others of its group hold all partitions is
 * well too: it is a spare.
 */
public final class Membership {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final KafkaClientService clients;
    private final Admin admin;
    private final String channel;
    private final String topic;
    private final Probe probe;

    /** @param channel incoming, with one consumer of {@code topic} */
    public Membership(KafkaClientService clients, Broker broker, String channel, String topic) {
        this.clients = clients;
        this.admin = broker.admin();
        this.channel = channel;
        this.topic = topic;
        this.probe = new Probe(FRESH, PATIENCE.plusMillis(500), this::assignment);
    }

    public Probe.Answer answer() {
        return probe.answer();
    }

    private String assignment() throws ExecutionException, InterruptedException {
        KafkaConsumer<?, ?> consumer = clients.getConsumer(channel);
        if (consumer == null) {
            throw new IllegalStateException("channel " + channel + " has no consumer");
        }
        int assigned = consumer.getAssignments().await().atMost(PATIENCE).size();
        if (assigned > 0) {
            return assigned == 1 ? "1 partition" : assigned + " partitions";
        }
        ConsumerGroupMetadata group = consumer.consumerGroupMetadata().await().atMost(PATIENCE);
        if (group != null && group.generationId() >= 0 && othersHoldAll(group.groupId())) {
            return "spare: others hold all partitions";
        }
        throw new IllegalStateException("no partition of " + topic + " is assigned to it");
    }

    private boolean othersHoldAll(String group) throws ExecutionException, InterruptedException {
        long partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .mapToLong(described -> described.partitions().size())
                .sum();
        long held = admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                .flatMap(described -> described.members().stream())
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .filter(partition -> partition.topic().equals(topic))
                .count();
        return held == partitions;
    }
}
