package io.drover.sandbox.agola;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.BindException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The port of a service: really closed and opened again on the same number when the mode changes. All its methods but
 * the getters run on its own event loop.
 */
final class Listener extends AbstractVerticle {

    /** Takes the requests, with the mode in which their port was opened. */
    @FunctionalInterface
    interface Requests {
        void handle(HttpServerRequest request, boolean inMaintenance);
    }

    private static final int ATTEMPTS = 50;
    private static final long REOPEN_MS = 20;
    private static final long NONE = -1;

    // Below the range from which Linux takes the ports of outgoing connections: a client that knocks at a closed port
    // of that range can be given the same number and so be connected with itself.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private final String host;
    private final AgolaOptions.Windows windows;
    private final boolean polls;
    private final BooleanSupplier requested;
    private final BooleanSupplier unnoticed;
    private final Requests requests;
    private volatile int port;
    private volatile boolean inMaintenance;
    private @Nullable HttpServer server;
    private long outage = NONE;
    private long poll = NONE;
    private boolean refusing;
    private Future<Void> last = Future.succeededFuture();

    Listener(
            String host,
            int port,
            AgolaOptions.Windows windows,
            boolean polls,
            BooleanSupplier requested,
            BooleanSupplier unnoticed,
            Requests requests) {
        this.host = host;
        this.port = port;
        this.windows = windows;
        this.polls = polls;
        this.requested = requested;
        this.unnoticed = unnoticed;
        this.requests = requests;
    }

    /** Its event loop, once it was started. */
    Context context() {
        return context;
    }

    int port() {
        return port;
    }

    /** The mode it works in: what was asked for when its port was last opened. */
    boolean inMaintenance() {
        return inMaintenance;
    }

    @Override
    public void start(Promise<Void> started) {
        first(ATTEMPTS).onComplete(started);
    }

    private Future<Void> first(int attempts) {
        boolean anyPort = port == 0;
        int candidate = anyPort ? ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST) : port;
        return listen(candidate)
                .onSuccess(done -> port = candidate)
                .recover(failure -> anyPort && attempts > 1 && failure instanceof BindException
                        ? first(attempts - 1)
                        : Future.failedFuture(failure));
    }

    private Future<Void> listen(int number) {
        boolean mode = unnoticed.getAsBoolean() ? inMaintenance : requested.getAsBoolean();
        return vertx.createHttpServer(new HttpServerOptions()
                        .setHost(host)
                        .setPort(number)
                        .setTcpNoDelay(true)
                        .setHandle100ContinueAutomatically(true))
                .requestHandler(request -> requests.handle(request, mode))
                .listen()
                .onSuccess(listening -> {
                    server = listening;
                    inMaintenance = mode;
                    if (polls) {
                        poll = vertx.setPeriodic(windows.poll().toMillis(), timer -> notice());
                    }
                })
                .mapEmpty();
    }

    /** Looks whether the mode is still the one asked for; if not, closes the port for a while. */
    void notice() {
        if (isOutOfDate()) {
            next(() -> isOutOfDate() ? close().onSuccess(closed -> beginOutage()) : Future.succeededFuture());
        }
    }

    private boolean isOutOfDate() {
        return server != null && !unnoticed.getAsBoolean() && requested.getAsBoolean() != inMaintenance;
    }

    private void beginOutage() {
        outage = vertx.setTimer(windows.outage().toMillis(), timer -> {
            outage = NONE;
            next(() -> isShut() ? reopen(ATTEMPTS).onFailure(taken -> beginOutage()) : Future.succeededFuture());
        });
    }

    private boolean isShut() {
        return server == null && !refusing && outage == NONE;
    }

    /** Keeps the port closed, or opens it again. */
    Future<Void> refuse(boolean refuse) {
        return next(() -> {
            refusing = refuse;
            if (refuse) {
                return close();
            }
            return isShut() ? reopen(ATTEMPTS) : Future.succeededFuture();
        });
    }

    /** Opens at once in the mode asked for, whatever went on before. */
    Future<Void> restart() {
        return next(() -> {
            vertx.cancelTimer(outage);
            outage = NONE;
            refusing = false;
            return close().compose(closed -> reopen(ATTEMPTS));
        });
    }

    /** One change after the other: closing and opening take their time. */
    private Future<Void> next(Supplier<Future<Void>> change) {
        last = last.transform(done -> change.get());
        return last;
    }

    /** Somebody may have taken the port meanwhile; the real program tries again as well. */
    private Future<Void> reopen(int attempts) {
        return listen(port)
                .recover(failure -> attempts > 1 && failure instanceof BindException
                        ? vertx.timer(REOPEN_MS, TimeUnit.MILLISECONDS).compose(waited -> reopen(attempts - 1))
                        : Future.failedFuture(failure));
    }

    private Future<Void> close() {
        vertx.cancelTimer(poll);
        HttpServer closing = server;
        server = null;
        return closing == null ? Future.succeededFuture() : closing.close();
    }
}
