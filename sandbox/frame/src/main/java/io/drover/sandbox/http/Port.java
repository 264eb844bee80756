package io.drover.sandbox.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.BindException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A port that can be closed and opened again on the same number. All its methods but the getters run on one event loop. */
public final class Port {

    private static final int ATTEMPTS = 50;
    private static final long REOPEN_MS = 20;
    private static final int BACKLOG = 1024;

    // Below the range from which Linux takes the ports of outgoing connections: a client that knocks at a closed port
    // of that range can be given the same number and so be connected with itself.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private final Vertx vertx;
    private final String host;
    private volatile int number;
    private @Nullable HttpServer server;

    /** @param number 0 for any free one */
    public Port(Vertx vertx, String host, int number) {
        this.vertx = vertx;
        this.host = host;
        this.number = number;
    }

    public int number() {
        return number;
    }

    public boolean isOpen() {
        return server != null;
    }

    /** For the first time: takes a free number when it has none. */
    public Future<Void> open(Handler<HttpServerRequest> requests) {
        return number == 0 ? any(ATTEMPTS, requests) : listen(number, requests);
    }

    private Future<Void> any(int attempts, Handler<HttpServerRequest> requests) {
        int candidate = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
        return listen(candidate, requests)
                .onSuccess(done -> number = candidate)
                .recover(failure -> attempts > 1 && failure instanceof BindException
                        ? any(attempts - 1, requests)
                        : Future.failedFuture(failure));
    }

    /** Somebody may have taken the number meanwhile; it is tried some times. */
    public Future<Void> reopen(Handler<HttpServerRequest> requests) {
        return reopen(ATTEMPTS, requests);
    }

    private Future<Void> reopen(int attempts, Handler<HttpServerRequest> requests) {
        return listen(number, requests)
                .recover(failure -> attempts > 1 && failure instanceof BindException
                        ? vertx.timer(REOPEN_MS, TimeUnit.MILLISECONDS)
                                .compose(waited -> reopen(attempts - 1, requests))
                        : Future.failedFuture(failure));
    }

    private Future<Void> listen(int candidate, Handler<HttpServerRequest> requests) {
        return vertx.createHttpServer(new HttpServerOptions()
                        .setHost(host)
                        .setPort(candidate)
                        .setTcpNoDelay(true)
                        .setAcceptBacklog(BACKLOG)
                        .setHandle100ContinueAutomatically(true))
                .requestHandler(requests)
                .listen()
                .onSuccess(listening -> server = listening)
                .mapEmpty();
    }

    /** Ends its connections as well. */
    public Future<Void> close() {
        HttpServer closing = server;
        server = null;
        return closing == null ? Future.succeededFuture() : closing.close();
    }
}
