package io.drover.coordinator.operations;

import io.drover.telemetry.Broker;
import io.drover.telemetry.Probe;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether what a channel brings has been taken to the topic's end since the process began. Once it has, it stays so. What the
 * consumer has only fetched does not count: it may wait behind others for its turn.
 */
final class CaughtUp {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofMillis(500);

    private final KafkaClientService clients;
    private final Admin admin;
    private final String channel;
    private final IntToLongFunction takenUpTo;
    private final Probe probe = new Probe(FRESH, PATIENCE.plusMillis(500), this::read);
    private boolean done;

    /**
     * @param channel incoming
     * @param takenUpTo by partition, the offset after the last message that was taken; 0 before the first
     */
    CaughtUp(KafkaClientService clients, Broker broker, String channel, IntToLongFunction takenUpTo) {
        this.clients = clients;
        this.admin = broker.admin();
        this.channel = channel;
        this.takenUpTo = takenUpTo;
    }

    Probe.Answer answer() {
        return probe.answer();
    }

    private synchronized String read() throws ExecutionException, InterruptedException {
        if (!done) {
            long behind = behind();
            if (behind > 0) {
                throw new IllegalStateException(behind + " partitions are not read to the end yet");
            }
            done = true;
        }
        return "read";
    }

    private long behind() throws ExecutionException, InterruptedException {
        KafkaConsumer<?, ?> consumer = clients.getConsumer(channel);
        if (consumer == null) {
            throw new IllegalStateException("channel " + channel + " has no consumer");
        }
        Set<TopicPartition> partitions = consumer.getAssignments().await().atMost(PATIENCE);
        if (partitions.isEmpty()) {
            throw new IllegalStateException("no partition is assigned to it yet");
        }
        Map<TopicPartition, Long> first = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = offsets(partitions, OffsetSpec.latest());
        return partitions.stream()
                .filter(p -> Math.max(first.getOrDefault(p, 0L), takenUpTo.applyAsLong(p.partition()))
                        < end.getOrDefault(p, Long.MAX_VALUE))
                .count();
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), p -> spec));
        return admin.listOffsets(asked).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }
}
