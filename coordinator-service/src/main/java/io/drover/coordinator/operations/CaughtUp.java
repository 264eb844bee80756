package io.drover.coordinator.operations;

import io.drover.telemetry.Broker;
import io.drover.telemetry.Probe;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Whether a channel has read its topic to the end since the process began. Once it has, it stays so. */
final class CaughtUp {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofMillis(500);

    private final KafkaClientService clients;
    private final Admin admin;
    private final String channel;
    private final Probe probe = new Probe(FRESH, PATIENCE.plusMillis(500), this::read);
    private boolean done;

    /** @param channel incoming */
    CaughtUp(KafkaClientService clients, Broker broker, String channel) {
        this.clients = clients;
        this.admin = broker.admin();
        this.channel = channel;
    }

    Probe.Answer answer() {
        return probe.answer();
    }

    private synchronized String read() throws ExecutionException, InterruptedException {
        if (!done) {
            long behind = behind();
            if (behind > 0) {
                throw new IllegalStateException(behind + " messages are not read yet");
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
        Map<TopicPartition, Long> positions = consumer.getPositions().await().atMost(PATIENCE);
        if (positions.isEmpty()) {
            throw new IllegalStateException("no partition is assigned to it yet");
        }
        Map<TopicPartition, OffsetSpec> latest =
                positions.keySet().stream().collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .mapToLong(end -> end.getValue().offset() - positions.getOrDefault(end.getKey(), 0L))
                .sum();
    }
}
