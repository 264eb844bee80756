package io.drover.coordinator.orchestration;

import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.DatabaseContext;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Finds executions of which a deadline or a wait has ended, twice a second. */
@ApplicationScoped
public class DeadlineSweep {

    private static final Logger LOG = Logger.getLogger(DeadlineSweep.class);
    private static final long PERIOD_MS = 500;

    private final Mutiny.SessionFactory database;
    private final Orchestrator orchestrator;
    private final DatabaseContext context;
    private final Vertx vertx;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private long timer;

    DeadlineSweep(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            Orchestrator orchestrator,
            DatabaseContext context,
            Vertx vertx) {
        this.database = database;
        this.orchestrator = orchestrator;
        this.context = context;
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
        context.run(this::sweepOnce).subscribe().with(done -> sweeping.set(false), failure -> {
            LOG.warnf("Deadlines not looked at, will be tried again: %s", failure.toString());
            sweeping.set(false);
        });
    }

    private Uni<Void> sweepOnce() {
        return database.withSession(session -> session.createQuery(
                                "select id from ExecutionRow where status = 'RUNNING' and nextDue <= :now",
                                String.class)
                        .setParameter("now", Instant.now())
                        .getResultList())
                .chain(ids -> Multi.createFrom()
                        .iterable(ids)
                        .onItem()
                        .transformToUniAndConcatenate(id -> orchestrator.signal(id, new Signal.TimePassed()))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }
}
