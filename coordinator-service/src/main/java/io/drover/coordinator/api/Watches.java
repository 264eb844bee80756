package io.drover.coordinator.api;

import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.coordinator.persistence.DatabaseContext;
import io.drover.coordinator.persistence.ExecutionRow;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Shows executions to all who watch them: one look for all four times a second, and one read of an execution when it has
 * changed, however many watch it.
 */
@ApplicationScoped
class Watches {

    private static final Logger LOG = Logger.getLogger(Watches.class);
    private static final long PERIOD_MS = 250;
    private static final long UNSEEN = -1;

    private final Mutiny.SessionFactory database;
    private final DatabaseContext context;
    private final Vertx vertx;
    private final Map<String, Watched> watched = new HashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private long timer;

    Watches(@PersistenceUnit("coordinator") Mutiny.SessionFactory database, DatabaseContext context, Vertx vertx) {
        this.database = database;
        this.context = context;
        this.vertx = vertx;
    }

    /** One execution, and who watches it. */
    private static final class Watched {
        private final List<MultiEmitter<? super Execution>> watchers = new ArrayList<>();
        private long revision;

        private Watched(long revision) {
            this.revision = revision;
        }
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(PERIOD_MS, ignored -> look());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /**
     * The execution as it is, and each time it changed, until it has ended or is held. Who is slow is shown the newest only.
     *
     * @param row as it was just read
     */
    Multi<Execution> watch(ExecutionRow row) {
        Execution first = ExecutionsResource.view(row);
        if (isOver(row)) {
            return Multi.createFrom().item(first);
        }
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            emitter.emit(first);
                            join(row, emitter);
                            emitter.onTermination(() -> leave(row.id(), emitter));
                        },
                        BackPressureStrategy.LATEST);
    }

    /** Where others have seen more of it already, or less, the next look shows it to all. */
    private synchronized void join(ExecutionRow row, MultiEmitter<? super Execution> emitter) {
        Watched one = watched.computeIfAbsent(row.id(), id -> new Watched(row.revision()));
        one.watchers.add(emitter);
        if (one.revision != row.revision()) {
            one.revision = UNSEEN;
        }
    }

    private synchronized void leave(String execution, MultiEmitter<? super Execution> emitter) {
        Watched one = watched.get(execution);
        if (one != null && one.watchers.remove(emitter) && one.watchers.isEmpty()) {
            watched.remove(execution);
        }
    }

    private static boolean isOver(ExecutionRow row) {
        ExecutionStatus status = ExecutionStatus.valueOf(row.status());
        return status.ended() || status == ExecutionStatus.HELD;
    }

    private synchronized List<String> ids() {
        return List.copyOf(watched.keySet());
    }

    private void look() {
        List<String> ids = ids();
        if (ids.isEmpty() || !looking.compareAndSet(false, true)) {
            return;
        }
        context.run(() -> changed(ids))
                .onTermination()
                .invoke(() -> looking.set(false))
                .subscribe()
                .with(
                        rows -> rows.forEach(this::show),
                        failure -> LOG.debugf("Executions not looked at, will be tried again: %s", failure.toString()));
    }

    private Uni<List<ExecutionRow>> changed(List<String> watchedIds) {
        return database.withSession(
                session -> session.createQuery("select id, revision from ExecutionRow where id in :ids", Object[].class)
                        .setParameter("ids", watchedIds)
                        .getResultList()
                        .map(all -> all.stream()
                                .filter(row -> isNew((String) row[0], ((Number) row[1]).longValue()))
                                .map(row -> (String) row[0])
                                .toList())
                        .chain(ids -> ids.isEmpty()
                                ? Uni.createFrom().item(List.of())
                                : session.createQuery("from ExecutionRow where id in :ids", ExecutionRow.class)
                                        .setParameter("ids", ids)
                                        .getResultList()));
    }

    private synchronized boolean isNew(String execution, long revision) {
        Watched one = watched.get(execution);
        return one != null && one.revision != revision;
    }

    private void show(ExecutionRow row) {
        boolean over = isOver(row);
        List<MultiEmitter<? super Execution>> watchers;
        synchronized (this) {
            Watched one = over ? watched.remove(row.id()) : watched.get(row.id());
            if (one == null) {
                return;
            }
            one.revision = row.revision();
            watchers = List.copyOf(one.watchers);
        }
        Execution view = ExecutionsResource.view(row);
        watchers.forEach(watcher -> {
            watcher.emit(view);
            if (over) {
                watcher.complete();
            }
        });
    }
}
