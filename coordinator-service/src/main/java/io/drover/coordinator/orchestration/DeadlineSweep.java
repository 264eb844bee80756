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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Finds executions of which a deadline or a wait has ended, twice a second, and signals it to them side by side. After an absence (the
 * process or its host stood still, or the database or Kafka could not be reached) it first waits for results: some may have arrived in
 * time and were not read yet. The absence is the time between two looks, without the time that signalling takes.
 */
@ApplicationScoped
public class DeadlineSweep {

    private static final Logger LOG = Logger.getLogger(DeadlineSweep.class);
    private static final long PERIOD_MS = 500;

    private final Mutiny.SessionFactory database;
    private final Orchestrator orchestrator;
    private final DatabaseContext context;
    private final Admin kafka;
    private final Vertx vertx;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final Absence absence = new Absence();
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
        timer = vertx.setPeriodic(PERIOD_MS, ignored -> look());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        absence.begins(Instant.now());
        context.run(this::due)
                .chain(due -> answersOfKafka().replaceWith(due))
                .subscribe()
                .with(
                        due -> {
                            absence.ends(Instant.now());
                            looking.set(false);
                            if (!due.isEmpty() && absence.isOver(Instant.now())) {
                                tell(due);
                            }
                        },
                        failure -> {
                            LOG.warnf("Deadlines not looked at, will be tried again: %s", failure.toString());
                            absence.failed();
                            looking.set(false);
                        });
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

    /** Unless it is still at the last ones. */
    private void tell(List<String> executions) {
        if (!telling.compareAndSet(false, true)) {
            return;
        }
        Multi.createFrom()
                .iterable(executions)
                .onItem()
                .transformToUni(this::tell)
                .merge(context.atOnce())
                .onTermination()
                .invoke(() -> telling.set(false))
                .subscribe()
                .with(told -> {}, failure -> LOG.errorf(failure, "Deadlines not told, will be tried again"));
    }

    /** What is wrong with one execution is not the others'. */
    private Uni<Void> tell(String execution) {
        return context.run(() -> orchestrator.signal(execution, new Signal.TimePassed()))
                .onFailure()
                .recoverWithItem(e -> {
                    LOG.errorf(e, "Deadline not looked at executionId=%s", execution);
                    return null;
                });
    }
}
