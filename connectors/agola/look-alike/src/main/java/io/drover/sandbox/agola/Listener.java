package io.drover.sandbox.agola;

import io.drover.sandbox.http.Port;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The port of a service: really closed and opened again on the same number when the mode changes. All its methods but
 * the getters run on its own event loop.
 */
final class Listener extends AbstractVerticle {

    private static final long NONE = -1;

    private final Port port;
    private final AgolaOptions.Windows windows;
    private final boolean polls;
    private final BooleanSupplier requested;
    private final BooleanSupplier unnoticed;
    private final Function<Boolean, Handler<HttpServerRequest>> requests;
    private volatile boolean inMaintenance;
    private long outage = NONE;
    private long poll = NONE;
    private boolean refusing;
    private Future<Void> last = Future.succeededFuture();

    /** @param requests takes the requests in the mode in which their port was opened */
    Listener(
            Vertx vertx,
            String host,
            int port,
            AgolaOptions.Windows windows,
            boolean polls,
            BooleanSupplier requested,
            BooleanSupplier unnoticed,
            Function<Boolean, Handler<HttpServerRequest>> requests) {
        this.port = new Port(vertx, host, port);
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
        return port.number();
    }

    /** The mode it works in: what was asked for when its port was last opened. */
    boolean inMaintenance() {
        return inMaintenance;
    }

    @Override
    public void start(Promise<Void> started) {
        open(port::open).onComplete(started);
    }

    private Future<Void> open(Function<Handler<HttpServerRequest>, Future<Void>> opening) {
        boolean mode = unnoticed.getAsBoolean() ? inMaintenance : requested.getAsBoolean();
        return opening.apply(requests.apply(mode)).onSuccess(listening -> {
            inMaintenance = mode;
            if (polls) {
                poll = vertx.setPeriodic(windows.poll().toMillis(), timer -> notice());
            }
        });
    }

    /** Looks whether the mode is still the one asked for; if not, closes the port for a while. */
    void notice() {
        if (isOutOfDate()) {
            next(() -> isOutOfDate() ? close().onSuccess(closed -> beginOutage()) : Future.succeededFuture());
        }
    }

    private boolean isOutOfDate() {
        return port.isOpen() && !unnoticed.getAsBoolean() && requested.getAsBoolean() != inMaintenance;
    }

    private void beginOutage() {
        outage = vertx.setTimer(windows.outage().toMillis(), timer -> {
            outage = NONE;
            next(() -> isShut() ? open(port::reopen).onFailure(taken -> beginOutage()) : Future.succeededFuture());
        });
    }

    private boolean isShut() {
        return !port.isOpen() && !refusing && outage == NONE;
    }

    /** Keeps the port closed, or opens it again. */
    Future<Void> refuse(boolean refuse) {
        return next(() -> {
            refusing = refuse;
            if (refuse) {
                return close();
            }
            return isShut() ? open(port::reopen) : Future.succeededFuture();
        });
    }

    /** Opens at once in the mode asked for, whatever went on before. */
    Future<Void> restart() {
        return next(() -> {
            vertx.cancelTimer(outage);
            outage = NONE;
            refusing = false;
            return close().compose(closed -> open(port::reopen));
        });
    }

    /** One change after the other: closing and opening take their time. */
    private Future<Void> next(Supplier<Future<Void>> change) {
        last = last.transform(done -> change.get());
        return last;
    }

    private Future<Void> close() {
        vertx.cancelTimer(poll);
        return port.close();
    }
}
