package io.drover.sandbox.agola;

import io.drover.sandbox.faults.Rules;
import io.drover.sandbox.http.Edge;
import io.drover.sandbox.http.Exchange;
import io.drover.sandbox.http.RequestLog;
import io.drover.sandbox.http.WebServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One Agola service of one version, listening on its own port. Safe for any thread but its own event loop. */
public final class AgolaServer {

    private final Vertx vertx;
    private final String name;
    private final String host;
    private final AgolaService service;
    private final AgolaVersion version;
    private final Store store;
    private final String token;
    private final Rules<AgolaFault> faults = new Rules<>(AgolaFault.class, this::apply);
    private final ListPages pages;
    private final RequestLog log = new RequestLog();
    private final Stalled stalled = new Stalled();
    private final Listener listener;
    private final AtomicReference<@Nullable Context> context = new AtomicReference<>();

    /** @param token empty for none */
    AgolaServer(
            Vertx vertx,
            String name,
            String host,
            int port,
            AgolaService service,
            AgolaVersion version,
            Store store,
            String token,
            AgolaOptions.Windows windows) {
        this.vertx = vertx;
        this.name = name;
        this.host = host;
        this.service = service;
        this.version = version;
        this.store = store;
        this.token = token;
        this.pages = new ListPages(faults, service, store);
        this.listener = new Listener(
                vertx,
                host,
                port,
                windows,
                version.hasDatabase(),
                () -> store.maintenance().requested(),
                () -> faults.on(AgolaFault.MAINTENANCE_UNNOTICED),
                mode -> Edge.plain(vertx, new AgolaApi(this, mode)));
        if (!version.hasDatabase()) {
            store.maintenance().watch(() -> vertxContext().runOnContext(now -> listener.notice()));
        }
    }

    AgolaServer listen() {
        try {
            WebServer.await(vertx.deployVerticle(listener));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(name + " cannot listen on " + host + ":" + port(), e);
        }
        context.set(listener.context());
        return this;
    }

    private Context vertxContext() {
        Context own = context.get();
        if (own == null) {
            throw new IllegalStateException(name + " does not listen yet");
        }
        return own;
    }

    /** Such as {@code target-runservice}. */
    public String name() {
        return name;
    }

    /** Its address without a path, such as {@code http://127.0.0.1:21234}. */
    public String url() {
        return "http://" + host + ":" + port();
    }

    public int port() {
        return listener.port();
    }

    public AgolaService service() {
        return service;
    }

    public AgolaVersion version() {
        return version;
    }

    public Rules<AgolaFault> faults() {
        return faults;
    }

    public RequestLog log() {
        return log;
    }

    public List<RequestLog.Entry> imports() {
        return log.all("POST", "/api/v1alpha/import");
    }

    /** Imports answered with 200. */
    public long imported() {
        return imports().stream().filter(entry -> entry.status() == 200).count();
    }

    /** What it holds at the moment. */
    public ServiceContent content() {
        try {
            return store.content();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot read its content", e);
        }
    }

    /** What it would export at the moment. */
    public byte[] export() {
        return store.export().readAll();
    }

    /** Whether maintenance is asked for. */
    public boolean maintenanceRequested() {
        return store.maintenance().requested();
    }

    /** Whether it works in maintenance mode; true as soon as its port is open for it. */
    public boolean maintenanceInEffect() {
        return listener.inMaintenance();
    }

    Store store() {
        return store;
    }

    /** Closes the port and ends what runs, for the contents to be put back. */
    void shut() {
        run(() -> {
            stalled.forget();
            return listener.refuse(true);
        });
    }

    /** Opens the port as at the start: default mode, no faults, an empty log. */
    void restart() {
        faults.reset();
        log.forget();
        pages.forget();
        run(listener::restart);
    }

    private void apply() {
        run(() -> {
            if (!faults.on(AgolaFault.IMPORT_STALLS)) {
                stalled.release();
            }
            return listener.refuse(faults.on(AgolaFault.REFUSING));
        });
    }

    private void run(Supplier<Future<Void>> action) {
        Promise<Void> done = Promise.promise();
        vertxContext().runOnContext(now -> action.get().onComplete(done));
        WebServer.await(done.future());
    }

    boolean mayAsk(@Nullable String authorization) {
        String scheme = "Token ";
        String given = String.valueOf(authorization);
        return token.isEmpty()
                || !version.checksTokens()
                || (given.regionMatches(true, 0, scheme, 0, scheme.length())
                        && given.substring(scheme.length()).equals(token));
    }

    void export(Exchange exchange) {
        ExportAnswer.send(exchange, store.export(), version, faults);
    }

    void receive(Exchange exchange) {
        switch (store) {
            case NewStore database -> ImportRequest.receive(exchange, version, service, database, faults, stalled);
            case OldStore old -> OldImport.receive(exchange, version, old);
        }
    }

    void list(Exchange exchange) {
        MultiMap query = exchange.request().params();
        vertx.executeBlocking(() -> pages.answer(query))
                .onSuccess(exchange::answer)
                .onFailure(failure -> exchange.answer(version.error(500)));
    }
}
