package io.drover.sandbox;

import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.faults.Switch;
import io.drover.sandbox.faults.Switches;
import io.drover.sandbox.http.Admin;
import io.drover.sandbox.http.Edge;
import io.drover.sandbox.http.Endpoint;
import io.drover.sandbox.http.LookAlikeApi;
import io.drover.sandbox.http.Stats;
import io.drover.sandbox.http.WebServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Look-alikes that listen behind one port, until it is closed. Safe for any thread. */
public final class RunningSandbox implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final WebServer server;
    private final int port;
    private final Faults faults;
    private final Stats stats;
    private final List<LookAlike> systems;
    private final List<LookAlikeApi> apis;

    private RunningSandbox(String host, int wanted, int latencyMs, List<LookAlikeOptions> options) {
        this.stats = new Stats(options.stream().map(LookAlikeOptions::name).toList());
        List<Switch<?>> switches = new ArrayList<>();
        options.forEach(each -> switches.add(Switches.perSecond(each.name())));
        options.forEach(each -> switches.addAll(each.switches()));
        this.faults = new Faults(new Switches(latencyMs, switches, this::limit));
        this.server = new WebServer(host);
        AtomicReference<@Nullable Edge> edge = new AtomicReference<>();
        try {
            this.port = server.listen(wanted, request -> {
                Edge ready = edge.get();
                if (ready == null) {
                    request.response().setStatusCode(503).end();
                } else {
                    ready.handle(request);
                }
            });
            this.systems = options.stream()
                    .map(each -> each.begin(faults, server.origin(port)))
                    .toList();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        Admin admin = new Admin();
        new Controls(this).routes(admin.routes());
        systems.forEach(system -> system.admin(admin.routes()));
        this.apis = Stream.concat(systems.stream(), Stream.of(admin)).toList();
        edge.set(new Edge(server.vertx(), apis, faults, stats));
    }

    /** Listens on any free port of the loopback when it returns; throws {@link IllegalStateException} when it cannot. */
    public static RunningSandbox start(LookAlikeOptions... systems) {
        return start(LOOPBACK, 0, 0, List.of(systems));
    }

    /**
     * The same anywhere.
     *
     * @param port 0 for any free one
     * @param latencyMs added to each API request
     */
    public static RunningSandbox start(String host, int port, int latencyMs, List<LookAlikeOptions> systems) {
        return new RunningSandbox(host, port, latencyMs, systems);
    }

    private void limit() {
        stats.limits().forEach((system, limit) -> limit.limit(switches().get(Switches.perSecond(system))));
    }

    public int port() {
        return port;
    }

    public String adminUrl() {
        return server.origin(port) + "/admin";
    }

    /**
     * The system of that class.
     *
     * @throws IllegalArgumentException when none is played here
     */
    public <T extends LookAlike> T the(Class<T> type) {
        return systems.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName() + " is played here"));
    }

    public List<LookAlike> systems() {
        return systems;
    }

    public Faults faults() {
        return faults;
    }

    public Switches switches() {
        return faults.switches();
    }

    public Stats stats() {
        return stats;
    }

    /** How often each endpoint was asked, by name; those never asked are left out. */
    public Map<String, Long> requests() {
        Map<String, Long> all = new TreeMap<>();
        for (LookAlikeApi api : apis) {
            for (Endpoint endpoint : api.routes().endpoints()) {
                if (endpoint.requests() > 0) {
                    all.put(endpoint.name(), endpoint.requests());
                }
            }
        }
        return all;
    }

    /** As it was started: the systems, no faults, counters at zero. */
    public void reset() {
        faults.reset();
        systems.forEach(LookAlike::reset);
        stats.forget();
        apis.forEach(api -> api.routes().endpoints().forEach(Endpoint::forget));
    }

    @Override
    public void close() {
        server.close();
    }
}
