package io.drover.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.spi.Descriptor;
import io.drover.staging.StagedJson;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Tells the coordinator, on a compacted topic, which connectors this worker has. */
@ApplicationScoped
public class Announcement {

    private static final Logger LOG = Logger.getLogger(Announcement.class);

    private final Connectors connectors;
    private final MutinyEmitter<String> topic;

    Announcement(Connectors connectors, @Channel("worker-connectors") MutinyEmitter<String> topic) {
        this.connectors = connectors;
        this.topic = topic;
    }

    void announce(@Observes StartupEvent started) throws JsonProcessingException {
        for (Descriptor descriptor : connectors.descriptors()) {
            topic.sendMessage(
                            KafkaRecord.of(descriptor.id(), StagedJson.mapper().writeValueAsString(descriptor)))
                    .subscribe()
                    .with(sent -> {}, failure -> LOG.errorf(failure, "Cannot announce connector=%s", descriptor.id()));
        }
    }
}
