package io.drover.coordinator.outbox;

import io.drover.contracts.Topics;
import io.drover.contracts.failpoint.Failpoint;
import io.drover.coordinator.operations.CommandTraces;
import io.drover.coordinator.persistence.DatabaseContext;
import io.drover.telemetry.TracedSpan;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Sends what transactions left in the outbox: woken on commit, and every half second in case a wake-up was lost. Rows are
 * taken, sent, committed; a crash in between sends again, never not at all. Any number of replicas may run: one sends at a
 * time, in the order of the rows, so that messages of one execution keep their order. The journal goes first: no worker is
 * told what the log does not hold.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final long POLL_MS = 500;
    /** One relay at a time, over all replicas. One that froze with the lock is thrown out by the database. */
    private static final String ALONE = """
            select set_config('idle_in_transaction_session_timeout', '30s', true),
                   cast(pg_advisory_xact_lock(hashtext('drover.outbox')) as text)
            """;

    private static final String TAKE = """
            delete from outbox
             where id in (select id from outbox order by id limit 200 for update skip locked)
            returning id, topic, key, payload
            """;

    private final Mutiny.SessionFactory database;
    private final MutinyEmitter<String> kafka;
    private final CommandTraces traces;
    private final DatabaseContext context;
    private final Vertx vertx;
    private final AtomicInteger wakeUps = new AtomicInteger();
    private volatile boolean stopped;
    private long timer;

    OutboxRelay(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            @Channel("coordinator-outbox") MutinyEmitter<String> kafka,
            CommandTraces traces,
            DatabaseContext context,
            Vertx vertx) {
        this.database = database;
        this.kafka = kafka;
        this.traces = traces;
        this.context = context;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(POLL_MS, ignored -> wake());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    /** Something was committed. Cheap, from any thread. */
    public void wake() {
        if (!stopped && wakeUps.getAndIncrement() == 0) {
            drain();
        }
    }

    private void drain() {
        int seen = wakeUps.get();
        context.run(this::sendSome)
                .subscribe()
                .with(
                        sent -> {
                            if (!stopped && (sent > 0 || !wakeUps.compareAndSet(seen, 0))) {
                                drain();
                            }
                        },
                        failure -> {
                            LOG.warnf("Outbox not sent, will be tried again: %s", failure.toString());
                            wakeUps.set(0);
                        });
    }

    /** The rows are gone only if the transaction commits, and it commits only after Kafka has all of them. */
    private Uni<Integer> sendSome() {
        return database.withTransaction((session, transaction) -> session.createNativeQuery(ALONE, Object[].class)
                .getSingleResult()
                .chain(() -> session.createNativeQuery(TAKE, Object[].class).getResultList())
                .chain(this::send));
    }

    private Uni<Integer> send(List<Object[]> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        Failpoint.RELAYING.pass(rows.getFirst()[2]);
        List<Object[]> ordered = rows.stream()
                .sorted(Comparator.comparingLong(row -> ((Number) row[0]).longValue()))
                .toList();
        return send(ordered, Topics.JOURNAL::equals)
                .chain(() -> send(ordered, topic -> !topic.equals(Topics.JOURNAL)))
                .invoke(() -> Failpoint.RELAYED.pass(rows.getFirst()[2]))
                .replaceWith(rows.size());
    }

    private Uni<Void> send(List<Object[]> rows, Predicate<String> topics) {
        List<Uni<Void>> sends = rows.stream()
                .filter(row -> topics.test((String) row[1]))
                .map(row -> send((String) row[1], (String) row[2], (String) row[3]))
                .toList();
        return sends.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(sends).andFailFast().replaceWithVoid();
    }

    private Uni<Void> send(String topic, String key, String payload) {
        TracedSpan span = traces.begin(topic, payload);
        Headers headers = new RecordHeaders();
        span.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.US_ASCII)));
        return kafka.sendMessage(Message.of(
                        payload,
                        Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                                .withTopic(topic)
                                .withKey(key)
                                .withHeaders(headers)
                                .build())))
                .onTermination()
                .invoke(span::close);
    }
}
