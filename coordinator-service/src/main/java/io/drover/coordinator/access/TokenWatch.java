package io.drover.coordinator.access;

import io.drover.coordinator.persistence.DatabaseContext;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Has the tokens read once a second: that long at most a token holds here that another coordinator revoked. */
@ApplicationScoped
class TokenWatch {

    private static final Logger LOG = Logger.getLogger(TokenWatch.class);
    private static final long PERIOD_MS = 1_000;

    private final AccessTokens tokens;
    private final DatabaseContext context;
    private final Vertx vertx;
    private final AtomicBoolean looking = new AtomicBoolean();
    private long timer;

    TokenWatch(AccessTokens tokens, DatabaseContext context, Vertx vertx) {
        this.tokens = tokens;
        this.context = context;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        look();
        timer = vertx.setPeriodic(PERIOD_MS, ignored -> look());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            context.run(tokens::look)
                    .onTermination()
                    .invoke(() -> looking.set(false))
                    .subscribe()
                    .with(
                            ignored -> {},
                            failure -> LOG.debugf("Tokens not read, will be tried again: %s", failure.toString()));
        }
    }
}
