package io.drover.coordinator.orchestration;

import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.DatabaseContext;
import io.drover.telemetry.Broker;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Finds executions of which a deadline or a wait has ended, twice a second. Who was away, since the process or its host stood
 * still, or the database or Kafka could not be reached, listens first: results may have come in time that nobody heard.
 */
@ApplicationScoped
public class DeadlineSweep {

    private static final Logger LOG = Logger.getLogger(DeadlineSweep.class);
    private static final long PERIOD_MS = 500;
    /** Longer than any look takes. */
    private static final Duration AWAY = Duration.ofSeconds(3);
    /** Time to be given partitions of the results topic, 6 s after a death, and to read what waits there. */
    private static final Duration LISTENING = Duration.ofSeconds(10);

    private final Mutiny.SessionFactory database;
    private final Orchestrator orchestrator;
    private final DatabaseContext context;
    private final Admin kafka;
    private final Vertx vertx;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile Instant looked = Instant.EPOCH;
    private volatile Instant listensUntil = Instant.EPOCH;
    private volatile boolean away;
    private long timer;

    DeadlineSweep(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            Orchestrator orchestrator,
            DatabaseContext context,
            Broker broker,
            Vertx vertx) {
        this.database = database;
        this.orchestrator = orchestrator;
        this.context = context;
        this.kafka = broker.admin();
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(PERIOD_MS, ignored -> sweep());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void sweep() {
        if (!sweeping.compareAndSet(false, true)) {
            return;
        }
        Instant now = Instant.now();
        away |= now.isAfter(looked.plus(AWAY));
        looked = now;
        sweepOnce().subscribe().with(done -> sweeping.set(false), failure -> {
            LOG.warnf("Deadlines not looked at, will be tried again: %s", failure.toString());
            away = true;
            sweeping.set(false);
        });
    }

    private Uni<Void> sweepOnce() {
        return context.run(this::due).chain(due -> answersOfKafka().chain(() -> {
            if (away || Instant.now().isAfter(looked.plus(AWAY))) { // one of them may have taken that long to answer
                away = false;
                listensUntil = Instant.now().plus(LISTENING);
            }
            return due.isEmpty() || Instant.now().isBefore(listensUntil)
                    ? Uni.createFrom().voidItem()
                    : context.run(() -> timePassed(due));
        }));
    }

    private Uni<List<String>> due() {
        return database.withSession(session -> session.createQuery(
                        "select id from ExecutionRow where status = 'RUNNING' and nextDue <= :now", String.class)
                .setParameter("now", Instant.now())
                .getResultList());
    }

    /** Fails while it is away: what workers say is not heard then. */
    private Uni<Void> answersOfKafka() {
        return Uni.createFrom()
                .completionStage(() -> kafka.describeCluster().nodes().toCompletionStage())
                .replaceWithVoid();
    }

    private Uni<Void> timePassed(List<String> executions) {
        return Multi.createFrom()
                .iterable(executions)
                .onItem()
                .transformToUniAndConcatenate(this::timePassed)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** What is wrong with one execution is not the others'. */
    private Uni<Void> timePassed(String execution) {
        return orchestrator
                .signal(execution, new Signal.TimePassed())
                .onFailure(UndecidableException.class)
                .recoverWithItem(e -> {
                    LOG.errorf(e, "Deadline not looked at executionId=%s", execution);
                    return null;
                });
    }
}
