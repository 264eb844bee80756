package io.drover.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.contracts.Topics;
import io.drover.mapping.PathDescriptor;
import io.drover.spi.Descriptor;
import io.drover.staging.StagedJson;
import io.drover.telemetry.Broker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the coordinator, on a compacted topic, which connectors and paths this worker has: when it starts, and again when the topic is
 * another one. One that was lost and made anew holds nothing, and a coordinator that starts then would know no connector.
 */
@ApplicationScoped
public class Announcement {

    private static final Logger LOG = Logger.getLogger(Announcement.class);
    private static final long PERIOD_MS = 10_000;

    /** Before the id of a path, so that no connector of the same id is taken for it. */
    private static final String PATH = "path/";

    private final Connectors connectors;
    private final Paths paths;
    private final WorkerMessages messages;
    private final MutinyEmitter<String> topic;
    private final Admin kafka;
    private final Vertx vertx;
    private final Map<String, String> announcements = new LinkedHashMap<>();
    private @Nullable Uuid known;
    private long timer;

    Announcement(
            Connectors connectors,
            Paths paths,
            WorkerMessages messages,
            @Channel("worker-connectors") MutinyEmitter<String> topic,
            Broker broker,
            Vertx vertx) {
        this.connectors = connectors;
        this.paths = paths;
        this.messages = messages;
        this.topic = topic;
        this.kafka = broker.admin();
        this.vertx = vertx;
    }

    void announce(@Observes StartupEvent started) throws JsonProcessingException {
        // Paths first: whoever waited for a connector finds the paths of the same worker, too.
        for (PathDescriptor descriptor : paths.descriptors()) {
            // Not as the whole message: a coordinator that knows no paths must not take it for a connector.
            announcements.put(
                    PATH + descriptor.id(), StagedJson.mapper().writeValueAsString(Map.of("path", descriptor)));
        }
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
        announcements.forEach(
                (key, descriptor) -> topic.sendMessage(messages.signed(Topics.CONNECTORS, key, descriptor))
                        .subscribe()
                        .with(sent -> {}, failure -> LOG.errorf(failure, "Cannot announce key=%s", key)));
    }
}
