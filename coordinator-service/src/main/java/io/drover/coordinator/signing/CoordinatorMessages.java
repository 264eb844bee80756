package io.drover.coordinator.signing;

import io.drover.contracts.InstallationKey;
import io.drover.contracts.Message;
import io.drover.contracts.Signatures;
import io.drover.contracts.UnknownMessageException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The one place where the coordinator believes what comes over Kafka: what the installation signed, for the topic and under the key that it
 * came with. Anybody may be able to write there.
 */
@ApplicationScoped
public class CoordinatorMessages {

    private static final int FIRST = 1;

    private final InstallationKey key;
    private final Signatures signatures;

    /** @throws IllegalStateException when there is no key */
    @Inject
    CoordinatorMessages(@ConfigProperty(name = "drover.secrets.key-file") Optional<Path> keyFile) {
        this(InstallationKey.read(keyFile));
    }

    public CoordinatorMessages(InstallationKey key) {
        this.key = key;
        this.signatures = new Signatures(key);
    }

    /** A coordinator without the key ends here, before it takes anything. */
    void start(@Observes @Priority(FIRST) StartupEvent event) {}

    /** @throws UnknownMessageException when it is none of ours, with why */
    public <T extends Message> T open(ConsumerRecord<byte[], byte[]> message, Class<T> type)
            throws UnknownMessageException {
        return signatures.open(message.topic(), message.key(), message.value(), signature(message), type);
    }

    /**
     * Of a message that is no {@link Message}: when it was signed.
     *
     * @throws UnknownMessageException when it is none of ours, with why
     */
    public Instant check(ConsumerRecord<byte[], byte[]> message) throws UnknownMessageException {
        return signatures.check(message.topic(), message.key(), message.value(), signature(message));
    }

    /** For what goes out. */
    public Signatures signatures() {
        return signatures;
    }

    public InstallationKey key() {
        return key;
    }

    /** As it came, to be kept with it; null when it has none. */
    public static byte @Nullable [] signature(ConsumerRecord<byte[], byte[]> message) {
        Header header = message.headers().lastHeader(Signatures.HEADER);
        return header == null ? null : header.value();
    }
}
