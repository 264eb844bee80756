package io.drover.worker;

import io.drover.contracts.Phase;
import io.drover.contracts.Topics;
import io.drover.telemetry.Broker;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Waits for the topics before any channel opens. The coordinator creates them; a worker that came first would have the broker
 * make them, with as few partitions as are its default.
 */
@ApplicationScoped
public class TopicsAwaited {

    private static final Logger LOG = Logger.getLogger(TopicsAwaited.class);
    /** And after the coordinator, where both are in one process. */
    private static final int BEFORE_CHANNELS = 2;

    private static final long POLL_MS = 250;
    private static final List<String> ALL = Stream.concat(
                    Stream.of(Topics.RESULTS, Topics.CONNECTORS, Topics.CANCELLATIONS, Topics.DEAD_LETTERS),
                    Arrays.stream(Phase.values()).map(Topics::commands))
            .toList();

    private final Admin kafka;
    private final Duration patience;

    /** @param patience how long a worker that starts waits before it ends */
    TopicsAwaited(
            Broker broker, @ConfigProperty(name = "drover.topics.patience", defaultValue = "60S") Duration patience) {
        this.kafka = broker.admin();
        this.patience = patience;
    }

    void await(@Observes @Priority(BEFORE_CHANNELS) StartupEvent event) throws InterruptedException {
        long giveUp = System.nanoTime() + patience.toNanos();
        Collection<String> missing = missing();
        if (!missing.isEmpty()) {
            LOG.infof("Waiting for the coordinator to create topics=%s", missing);
        }
        while (!missing.isEmpty()) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException("The topics " + missing + " are not there after "
                        + patience.toSeconds() + " s. The coordinator creates them when it starts: does it run, with"
                        + " the same Kafka? Where it may not create any, make those of deploy/topics.txt.");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            missing = missing();
        }
    }

    private Collection<String> missing() throws InterruptedException {
        Set<String> missing = new TreeSet<>(ALL);
        try {
            missing.removeAll(kafka.listTopics().names().get());
        } catch (ExecutionException e) {
            LOG.warnf("Kafka does not answer, will be asked again: %s", e.getCause());
        }
        return missing;
    }
}
