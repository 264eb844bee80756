package io.drover.sandbox.http;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The event loops of a sandbox, and the ports on them, until closed. Safe for any thread outside of its event loops. */
public final class WebServer implements AutoCloseable {

    private static final int EVENT_LOOPS = 2;
    private static final int WORKERS = 4;
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS).setWorkerPoolSize(WORKERS));
    private final String host;

    public WebServer(String host) {
        this.host = host;
    }

    public Vertx vertx() {
        return vertx;
    }

    public String host() {
        return host;
    }

    /** Scheme, host and port as a caller sees them. */
    public String origin(int port) {
        return "http://" + host + ":" + port;
    }

    /**
     * Opens a port on each event loop.
     *
     * @param port 0 for any free one
     * @return its number
     */
    public int listen(int port, Handler<HttpServerRequest> requests) {
        int number = port;
        for (int loop = 0; loop < EVENT_LOOPS; loop++) {
            Port opened = new Port(vertx, host, number);
            await(vertx.deployVerticle(new AbstractVerticle() {
                @Override
                public void start(Promise<Void> started) {
                    opened.open(requests).onComplete(started);
                }
            }));
            number = opened.number();
        }
        return number;
    }

    /** Waits, outside of event loops, for what happens on one. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a sandbox", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the sandbox did not do it: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
