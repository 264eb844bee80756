package io.drover.coordinator.operations;

import io.drover.contracts.Phase;
import io.drover.contracts.Topics;
import io.drover.telemetry.Broker;
import io.drover.telemetry.Sampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Messages that wait for their consumers, asked of the broker: it knows them also while no consumer lives, and counts what was
 * fetched and not done yet.
 */
@Startup
@ApplicationScoped
public class LagFigures {

    private static final Map<Phase, String> WORKERS = Map.of(
            Phase.EXTRACT, "extractor-service",
            Phase.TRANSFORM, "transformer-service",
            Phase.LOAD, "loader-service",
            Phase.VALIDATE, "validator-service",
            Phase.ARCHIVE, "archive-service");

    private final Admin admin;
    /** Topic by consumer group. */
    private final Map<String, String> topics = new HashMap<>();

    LagFigures(Broker broker, MeterRegistry registry) {
        this.admin = broker.admin();
        topics.put("coordinator", Topics.RESULTS);
        WORKERS.forEach((phase, group) -> topics.put(group, Topics.commands(phase)));
        Sampled<Map<String, Long>> lag = new Sampled<>("lag", Duration.ofSeconds(5), Map.of(), this::read);
        topics.forEach((group, topic) -> Gauge.builder(
                        "drover.consumer.lag", lag, sample -> sample.get().getOrDefault(group, 0L))
                .description("Messages that wait for a consumer group or are being worked on")
                .tags("group", group, "topic", topic)
                .strongReference(true)
                .register(registry));
    }

    private Map<String, Long> read() throws ExecutionException, InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();
        topics.keySet().forEach(group -> groups.put(group, new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, OffsetAndMetadata>> done =
                admin.listConsumerGroupOffsets(groups).all().get();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        done.values()
                .forEach(offsets -> offsets.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest())));
        var last = admin.listOffsets(ends).all().get();
        Map<String, Long> lag = new HashMap<>();
        done.forEach((group, offsets) -> offsets.forEach((partition, offset) -> {
            if (offset != null
                    && last.get(partition) != null
                    && partition.topic().equals(topics.get(group))) {
                lag.merge(group, last.get(partition).offset() - offset.offset(), Long::sum);
            }
        }));
        return lag;
    }
}
