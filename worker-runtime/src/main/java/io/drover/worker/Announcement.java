package io.drover.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.contracts.Topics;
import io.drover.spi.Descriptor;
import io.drover.staging.StagedJson;
import io.drover.telemetry.Broker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the coordinator, on a compacted topic, which connectors this worker has: when it starts, and again when the topic is
 * another one. One that was lost and made anew holds nothing, and a coordinator that starts then would know no connector.
 */
@ApplicationScoped
public class Announcement {

    private static final Logger LOG = Logger.getLogger(Announcement.class);
    private static final long PERIOD_MS = 10_000;

    private final Connectors connectors;
    private final MutinyEmitter<String> topic;
    private final Admin kafka;
    private final Vertx vertx;
    private final Map<String, String> announcements = new HashMap<>();
    private @Nullable Uuid known;
    private long timer;

    Announcement(
            Connectors connectors,
            @Channel("worker-connectors") MutinyEmitter<String> topic,
            Broker broker,
            Vertx vertx) {
        this.connectors = connectors;
        this.topic = topic;
        this.kafka = broker.admin();
        this.vertx = vertx;
    }

    void announce(@Observes StartupEvent started) throws JsonProcessingException {
        for (Descriptor descriptor : connectors.descriptors()) {
            announcements.put(descriptor.id(), StagedJson.mapper().writeValueAsString(descriptor));
        }
        look();
        send();
        timer = vertx.setPeriodic(PERIOD_MS, ignored -> look());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a broker that does not answer is asked again the next time
    private void look() {
        kafka.describeTopics(List.of(Topics.CONNECTORS))
                .topicNameValues()
                .values()
                .forEach(described -> described.whenComplete((topic, unreachable) -> {
                    if (topic != null) {
                        seen(topic.topicId());
                    }
                }));
    }

    private synchronized void seen(Uuid id) {
        if (known != null && !known.equals(id)) {
            LOG.infof("Topic was made anew, announcing again topic=%s", Topics.CONNECTORS);
            send();
        }
        known = id;
    }

    private void send() {
        announcements.forEach((id, descriptor) -> topic.sendMessage(KafkaRecord.of(id, descriptor))
                .subscribe()
                .with(sent -> {}, failure -> LOG.errorf(failure, "Cannot announce connector=%s", id)));
    }
}
