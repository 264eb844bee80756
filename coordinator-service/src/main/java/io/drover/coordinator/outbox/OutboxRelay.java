package io.drover.coordinator.outbox;

import io.agroal.api.AgroalDataSource;
import io.drover.contracts.Topics;
import io.drover.coordinator.operations.CommandTraces;
import io.drover.coordinator.signing.CoordinatorMessages;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sends what transactions left in the outbox: woken on commit, and every half second in case a wake-up was lost. Any number of
 * replicas may run: of each lane one sends at a time, in the order of the rows, so that messages of one execution keep their order.
 */
@ApplicationScoped
public class OutboxRelay {

    private final AgroalDataSource database;
    private final Map<String, Object> kafka;
    private final CoordinatorMessages messages;
    private final CommandTraces traces;
    private final MeterRegistry registry;
    private final List<KafkaSender> senders = new ArrayList<>();
    private volatile List<RelayThread> threads = List.of();

    OutboxRelay(
            @DataSource("coordinator") AgroalDataSource database,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            CoordinatorMessages messages,
            CommandTraces traces,
            MeterRegistry registry) {
        this.database = database;
        this.kafka = kafka;
        this.messages = messages;
        this.traces = traces;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        List.of(Topics.JOURNAL, Topics.EVENTS).forEach(this::refusals); // there from the beginning, at 0
        List<RelayThread> started = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            String name = "drover-outbox-" + lane.name().toLowerCase(Locale.ROOT);
            KafkaSender sender = new KafkaSender(kafka, name, messages.signatures(), traces);
            senders.add(sender);
            started.add(RelayThread.start(name, new OutboxLane(database, lane, sender, this::refused)));
        }
        threads = List.copyOf(started);
    }

    void stop(@Observes ShutdownEvent event) {
        threads.forEach(RelayThread::end);
        senders.forEach(KafkaSender::close);
    }

    /** Something was committed. Cheap, from any thread. */
    public void wake() {
        threads.forEach(RelayThread::wake);
    }

    private void refused(String topic) {
        refusals(topic).increment();
    }

    private Counter refusals(String topic) {
        return Counter.builder("drover.outbox.refusals")
                .description("Times that a topic did not take a message")
                .tag("topic", topic)
                .register(registry);
    }
}
