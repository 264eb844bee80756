package io.drover.coordinator.planning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.contracts.UnknownMessageException;
import io.drover.coordinator.signing.CoordinatorMessages;
import io.drover.telemetry.Seldom;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * What workers announce, signed: connectors, each under its id, and paths, each as {@code path} under {@code path/} and its id. Of
 * two announcements of one thing, one that was signed long before the other is a copy that somebody put there again.
 */
@ApplicationScoped
public class Announcements {

    private static final Logger LOG = Logger.getLogger(Announcements.class);
    private static final String PATH = "path";
    /** More than clocks of two machines go apart. */
    private static final Duration LONG_BEFORE = Duration.ofDays(1);

    private final ObjectMapper mapper;
    private final ConnectorRegistry connectors;
    private final PathRegistry paths;
    private final CoordinatorMessages messages;
    private final Map<Integer, Long> taken = new ConcurrentHashMap<>();
    private final Map<String, Instant> signed = new ConcurrentHashMap<>();
    private final Seldom passedOver = new Seldom();

    Announcements(ObjectMapper mapper, ConnectorRegistry connectors, PathRegistry paths, CoordinatorMessages messages) {
        this.mapper = mapper;
        this.connectors = connectors;
        this.paths = paths;
        this.messages = messages;
    }

    /** Whatever is no announcement is passed over, tombstones too: a worker that has a connector still has it. */
    @Incoming("coordinator-connectors")
    void read(ConsumerRecord<byte[], byte[]> message) {
        try {
            if (message.key() == null || message.value() == null) {
                throw new IllegalArgumentException("no key, or no value");
            }
            String key = text(message.key());
            Instant at = messages.check(message);
            Instant before = signed.getOrDefault(key, Instant.EPOCH);
            if (at.isBefore(before.minus(LONG_BEFORE))) {
                throw new IllegalArgumentException("signed long before the one that is known");
            }
            announced(key, text(message.value()));
            signed.put(key, at.isAfter(before) ? at : before);
        } catch (UnknownMessageException | JsonProcessingException | RuntimeException e) {
            if (passedOver.isWorthALine()) {
                LOG.warnf(
                        "Message passed over, it announces no connector and no path topic=%s partition=%d offset=%d"
                                + " bytes=%d soFar=%d: %s",
                        message.topic(),
                        message.partition(),
                        message.offset(),
                        Math.max(0, message.serializedValueSize()),
                        passedOver.count(),
                        e instanceof UnknownMessageException
                                ? e.getMessage()
                                : e.getClass().getSimpleName());
            }
        } finally {
            taken.put(message.partition(), message.offset() + 1);
        }
    }

    /** The offset after the last message that was taken from a partition of the topic; 0 before the first. */
    public long takenUpTo(int partition) {
        return taken.getOrDefault(partition, 0L);
    }

    private void announced(String key, String json) throws JsonProcessingException {
        JsonNode said = mapper.readTree(json);
        if (!said.path(PATH).isObject()) {
            connectors.announced(key, said);
        } else if (key.equals(PATH + "/" + said.path(PATH).path("id").asText())) {
            paths.announced(said.path(PATH));
        } else {
            throw new IllegalArgumentException("the key is no path's");
        }
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
