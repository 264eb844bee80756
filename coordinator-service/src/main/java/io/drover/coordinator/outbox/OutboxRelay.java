package io.drover.coordinator.outbox;

import io.drover.coordinator.persistence.DatabaseContext;
import io.drover.coordinator.persistence.OutboxRow;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Sends what transactions left in the outbox: woken on commit, and every half second in case a wake-up was lost. Rows are
 * locked, sent, deleted, committed; a crash in between sends again, never not at all, and any number of replicas may run.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final long POLL_MS = 500;
    private static final String NEXT = "select * from outbox order by id limit 200 for update skip locked";

    private final Mutiny.SessionFactory database;
    private final MutinyEmitter<String> kafka;
    private final DatabaseContext context;
    private final Vertx vertx;
    private final AtomicInteger wakeUps = new AtomicInteger();
    private volatile boolean stopped;
    private long timer;

    OutboxRelay(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            @Channel("coordinator-outbox") MutinyEmitter<String> kafka,
            DatabaseContext context,
            Vertx vertx) {
        this.database = database;
        this.kafka = kafka;
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

    private Uni<Integer> sendSome() {
        return database.withTransaction((session, transaction) -> session.createNativeQuery(NEXT, OutboxRow.class)
                .getResultList()
                .chain(rows -> rows.isEmpty() ? Uni.createFrom().item(0) : send(session, rows)));
    }

    private Uni<Integer> send(Mutiny.Session session, List<OutboxRow> rows) {
        List<Uni<Void>> sends = rows.stream().map(this::send).toList();
        return Uni.join()
                .all(sends)
                .andFailFast()
                .chain(() -> session.createMutationQuery("delete from OutboxRow where id in :ids")
                        .setParameter("ids", rows.stream().map(OutboxRow::id).toList())
                        .executeUpdate())
                .replaceWith(rows.size());
    }

    private Uni<Void> send(OutboxRow row) {
        return kafka.sendMessage(Message.of(
                row.payload(),
                Metadata.of(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(row.topic())
                        .withKey(row.key())
                        .build())));
    }
}
