package io.drover.coordinator.persistence;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs database work that no request and no message brought a Vert.x context for: timers, streams. */
@ApplicationScoped
public class DatabaseContext {

    /** Connections that are left for requests when results and deadlines have all that is theirs. */
    private static final int FOR_OTHERS = 2;

    /** Results and deadlines. */
    private static final int KINDS = 2;

    private final Vertx vertx;
    private final int connections;

    DatabaseContext(
            Vertx vertx, @ConfigProperty(name = "quarkus.datasource.coordinator.reactive.max-size") int connections) {
        this.vertx = vertx;
        this.connections = connections;
    }

    /** How many pieces of work of one kind may run side by side: more would only wait for a connection. */
    public int atOnce() {
        return Math.max(1, (connections - FOR_OTHERS) / KINDS);
    }

    /** Subscribes to {@code work} on a fresh context of an event loop. */
    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(ignored -> work.get().subscribe().with(emitter::complete, emitter::fail));
        });
    }
}
