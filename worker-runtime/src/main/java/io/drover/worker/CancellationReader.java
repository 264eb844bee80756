package io.drover.worker;

import io.drover.contracts.Cancel;
import io.drover.contracts.Topics;
import io.drover.contracts.UnknownMessageException;
import io.drover.telemetry.Seldom;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads all of {@code drover.cancellations}, outside a consumer group, so that a cancellation reaches every process and waits behind
 * no command. A process takes commands when it has read what was there when it started.
 */
@ApplicationScoped
public class CancellationReader {

    private static final Logger LOG = Logger.getLogger(CancellationReader.class);
    /** After the topics are there, before any channel opens. */
    private static final int BEFORE_CHANNELS = 3;

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> settings;
    private final WorkerMessages messages;
    private final Cancellations cancellations;
    private final Seldom passedOver = new Seldom();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean ending;

    CancellationReader(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            WorkerMessages messages,
            Cancellations cancellations) {
        this.settings = new HashMap<>(kafka);
        this.settings.keySet().retainAll(ConsumerConfig.configNames());
        this.settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "drover-cancellations");
        this.settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.messages = messages;
        this.cancellations = cancellations;
    }

    void start(@Observes @Priority(BEFORE_CHANNELS) StartupEvent event) throws InterruptedException {
        Thread.ofPlatform().daemon().name("cancellations").start(this::readOnAndOn);
        if (!caughtUp.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The topic " + Topics.CANCELLATIONS + " was not read within "
                    + PATIENCE.toSeconds() + " s: what it gives up must not be begun. Does Kafka answer?");
        }
    }

    void stop(@Observes ShutdownEvent event) {
        ending = true;
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }

    private void readOnAndOn() {
        while (!ending) {
            try (KafkaConsumer<byte[], byte[]> open =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer = open;
                read(open);
            } catch (WakeupException e) {
                // This process ends.
            } catch (RuntimeException e) {
                LOG.warnf("Cancellations cannot be read, will be tried again: %s", e.toString());
                pause();
            }
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> open) {
        List<PartitionInfo> found = open.partitionsFor(Topics.CANCELLATIONS);
        if (found.isEmpty()) {
            throw new IllegalStateException("there is no topic " + Topics.CANCELLATIONS);
        }
        List<TopicPartition> partitions = found.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        open.assign(partitions);
        open.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = open.endOffsets(partitions);
        while (!ending) {
            if (ends.entrySet().stream().allMatch(end -> open.position(end.getKey()) >= end.getValue())) {
                caughtUp.countDown();
            }
            open.poll(POLL).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        try {
            if (message.value() != null) {
                cancellations.add(messages.open(message, Cancel.class));
            } else if (message.key() != null) {
                messages.check(message);
                cancellations.forget(new String(message.key(), StandardCharsets.UTF_8));
            }
        } catch (UnknownMessageException e) {
            if (passedOver.isWorthALine()) {
                LOG.warnf(
                        "A cancellation is not understood, and passed over partition=%d offset=%d soFar=%d: %s",
                        message.partition(), message.offset(), passedOver.count(), e.getMessage());
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
