package io.drover.coordinator.orchestration;

import io.drover.contracts.Phase;
import io.drover.contracts.Topics;
import io.drover.telemetry.Broker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Creates the topics that are missing, before any channel opens and when one is lost while it runs: a broker that made them by
 * itself would make them with too few partitions. Topics that operators made are left as they are, but that topics of commands
 * get as many partitions as are set.
 */
@ApplicationScoped
public class TopicSetup {

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final int BEFORE_CHANNELS = 1;
    private static final int PATIENCE_MS = 30_000;
    private static final long PERIOD_MS = 5_000;

    private final Admin kafka;
    private final Vertx vertx;
    private final int commandPartitions;
    private final List<String> commandTopics;
    private final List<NewTopic> topics = new ArrayList<>();
    private long timer;

    TopicSetup(
            Broker broker,
            Vertx vertx,
            @ConfigProperty(name = "drover.topics.command-partitions", defaultValue = "12") int commandPartitions) {
        this.kafka = broker.admin();
        this.vertx = vertx;
        this.commandPartitions = commandPartitions;
        this.commandTopics = Arrays.stream(Phase.values()).map(Topics::commands).toList();
        for (Phase phase : Phase.values()) {
            topics.add(topic(Topics.commands(phase), commandPartitions, Map.of()));
        }
        topics.add(topic(Topics.RESULTS, 4, Map.of()));
        topics.add(topic(Topics.JOURNAL, 4, Map.of("retention.ms", "-1")));
        topics.add(topic(Topics.EVENTS, 4, Map.of()));
        topics.add(topic(Topics.CONNECTORS, 1, Map.of("cleanup.policy", "compact")));
        topics.add(topic(Topics.CANCELLATIONS, 1, Map.of("cleanup.policy", "compact")));
        topics.add(topic(Topics.DEAD_LETTERS, 1, Map.of("retention.ms", "-1")));
    }

    void create(@Observes @Priority(BEFORE_CHANNELS) StartupEvent event) throws InterruptedException {
        try {
            Set<String> names = kafka.listTopics(new ListTopicsOptions().timeoutMs(PATIENCE_MS))
                    .names()
                    .get();
            CreateTopicsOptions options = new CreateTopicsOptions().timeoutMs(PATIENCE_MS);
            for (var created :
                    kafka.createTopics(missing(names), options).values().entrySet()) {
                await(created.getKey(), created.getValue());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not list its topics, or did not create them", e.getCause());
        }
        grow();
        timer = vertx.setPeriodic(PERIOD_MS, ignored -> look());
    }

    /**
     * Commands need no order among each other, not even those of one batch: each is an attempt, of which the claim lets one change
     * the outside and the manifest lets one count. So topics of commands may get partitions at any time.
     */
    private void grow() throws InterruptedException {
        try {
            Map<String, NewPartitions> more = new HashMap<>();
            kafka.describeTopics(commandTopics).allTopicNames().get().forEach((name, topic) -> {
                if (topic.partitions().size() < commandPartitions) {
                    more.put(name, NewPartitions.increaseTo(commandPartitions));
                }
            });
            if (!more.isEmpty()) {
                kafka.createPartitions(more).all().get();
                LOG.infof("Topics have more partitions now topics=%s partitions=%d", more.keySet(), commandPartitions);
            }
        } catch (ExecutionException e) {
            // Another coordinator was faster, or topics are not its to change: with fewer partitions it works as
            // before.
            LOG.warnf("Topics of commands were not given %d partitions each: %s", commandPartitions, e.getCause());
        }
    }

    private static void await(String topic, KafkaFuture<Void> created) throws ExecutionException, InterruptedException {
        try {
            created.get();
            LOG.infof("Topic created topic=%s", topic);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) { // another coordinator was faster
                throw e;
            }
        }
    }

    private List<NewTopic> missing(Set<String> names) {
        return topics.stream().filter(topic -> !names.contains(topic.name())).toList();
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // unreachable brokers are asked again the next time
    private void look() {
        kafka.listTopics().names().whenComplete((names, unreachable) -> {
            if (names != null) {
                createLost(names);
            }
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // each failure is told
    private void createLost(Set<String> names) {
        kafka.createTopics(missing(names))
                .values()
                .forEach((topic, created) -> created.whenComplete((done, failure) -> {
                    if (failure == null) {
                        LOG.warnf("Topic was lost with all its messages, and is created anew topic=%s", topic);
                    } else if (!(failure instanceof TopicExistsException)) {
                        LOG.warnf(
                                "Topic was lost and cannot be created, will be tried again topic=%s: %s",
                                topic, failure);
                    }
                }));
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    }
}
