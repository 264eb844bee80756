package io.drover.coordinator.orchestration;

import io.drover.contracts.Phase;
import io.drover.contracts.Topics;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Creates the topics that are missing, before any channel opens. Topics that operators made are left as they are. */
@ApplicationScoped
public class TopicSetup {

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final int BEFORE_CHANNELS = 1;
    private static final long TIMEOUT_SECONDS = 30;

    private final String brokers;
    private final int commandPartitions;

    TopicSetup(
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
            @ConfigProperty(name = "drover.topics.command-partitions", defaultValue = "12") int commandPartitions) {
        this.brokers = brokers;
        this.commandPartitions = commandPartitions;
    }

    void create(@Observes @Priority(BEFORE_CHANNELS) StartupEvent event) throws InterruptedException {
        List<NewTopic> topics = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            topics.add(topic(Topics.commands(phase), commandPartitions, Map.of()));
        }
        topics.add(topic(Topics.RESULTS, 4, Map.of()));
        topics.add(topic(Topics.JOURNAL, 4, Map.of("retention.ms", "-1")));
        topics.add(topic(Topics.EVENTS, 4, Map.of()));
        topics.add(topic(Topics.CONNECTORS, 1, Map.of("cleanup.policy", "compact")));
        topics.add(topic(Topics.DEAD_LETTERS, 1, Map.of("retention.ms", "-1")));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            for (var created : admin.createTopics(topics).values().entrySet()) {
                await(created.getKey(), created.getValue());
            }
        }
    }

    private static void await(String topic, KafkaFuture<Void> created) throws InterruptedException {
        try {
            created.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            LOG.infof("Topic created topic=%s", topic);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("Cannot create the topic " + topic, e);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka did not answer within " + TIMEOUT_SECONDS + " s", e);
        }
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    }
}
