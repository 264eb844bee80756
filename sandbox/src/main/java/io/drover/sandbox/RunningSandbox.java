package io.drover.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.faults.Switches;
import io.drover.sandbox.http.Api;
import io.drover.sandbox.http.Endpoint;
import io.drover.sandbox.qtest.QTestApi;
import io.drover.sandbox.zephyr.ZephyrApi;
import io.drover.sandbox.zephyr.ZephyrData;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A sandbox that listens, until it is closed. Safe for any thread. */
public final class RunningSandbox implements AutoCloseable {

    private static final int EVENT_LOOPS = 2;
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final SandboxOptions options;
    private final List<byte[]> projects;
    private final int port;
    private final Faults faults;
    private final Stats stats = new Stats();
    private final Tenants tenants = new Tenants();
    private final ZephyrApi zephyr;
    private final QTestApi qtest;
    private final List<Api> apis;

    /** @param projects given at the start, so that a reset keeps them */
    RunningSandbox(SandboxOptions options, List<byte[]> projects) {
        this.options = options;
        this.projects = List.copyOf(projects);
        this.faults = new Faults(Switches.calm(options.latencyMs()));
        ZephyrData data = options.cases() == null
                ? ZephyrData.mattermost()
                : ZephyrData.generated(options.projects(), options.cases(), options.seed(), options.calls());
        this.vertx =
                Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS).setWorkerPoolSize(1));
        AtomicReference<@Nullable Edge> edge = new AtomicReference<>();
        try {
            this.port = await(listen(edge));
            String origin = "http://" + options.host() + ":" + port;
            this.qtest = new QTestApi(options.account(), faults, origin);
            this.zephyr = new ZephyrApi(data, options.zephyrToken(), faults, origin);
            this.projects.forEach(zephyr::give);
            this.apis = List.of(zephyr, qtest, new AdminApi(this));
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
        edge.set(new Edge(vertx, apis, tenants, faults, stats));
    }

    /** One server per event loop behind one port; -1 means any free port, the same for all of them. */
    private Future<Integer> listen(AtomicReference<@Nullable Edge> edge) {
        HttpServerOptions http = new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port() == 0 ? -1 : options.port())
                .setTcpNoDelay(true)
                .setAcceptBacklog(1024);
        AtomicInteger actual = new AtomicInteger();
        return vertx.deployVerticle(
                        () -> new AbstractVerticle() {
                            @Override
                            public void start(Promise<Void> started) {
                                vertx.createHttpServer(http)
                                        .requestHandler(request -> handle(edge.get(), request))
                                        .listen()
                                        .onSuccess(server -> actual.set(server.actualPort()))
                                        .<Void>mapEmpty()
                                        .onComplete(started);
                            }
                        },
                        new DeploymentOptions().setInstances(EVENT_LOOPS))
                .map(deployed -> actual.get());
    }

    private static void handle(@Nullable Edge edge, HttpServerRequest request) {
        if (edge == null) {
            request.response().setStatusCode(503).end();
        } else {
            edge.handle(request);
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the sandbox started or stopped", e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the sandbox did not start or stop: " + e.getMessage(), e);
        }
    }

    public int port() {
        return port;
    }

    private String url(String path) {
        return "http://" + options.host() + ":" + port + path;
    }

    /** What a connection to Zephyr takes as its base address, with the version. */
    public String zephyrUrl() {
        return url("/zephyr/v2");
    }

    /** What a connection to qTest takes as its base address, without {@code /api/v3}. */
    public String qtestUrl() {
        return url("/qtest");
    }

    public String adminUrl() {
        return url("/admin");
    }

    public String zephyrToken() {
        return options.zephyrToken();
    }

    public String qtestToken() {
        return options.qtestToken();
    }

    public Faults faults() {
        return faults;
    }

    /** Puts switches in force. */
    public void switches(Switches switches) {
        faults.switches(switches);
        stats.apply(switches);
    }

    public Stats stats() {
        return stats;
    }

    /** The qTest side's contents. */
    public QTestApi qtest() {
        return qtest;
    }

    /**
     * Serves a Zephyr project beside the first, or instead of the one that has its key, until the next reset.
     *
     * @param json in the shape that the README describes; its objects are answered byte by byte
     * @return its key
     * @throws IllegalArgumentException when it is no project
     */
    public String project(byte[] json) {
        return zephyr.give(json);
    }

    /** {@link #project(byte[])} for JSON at hand. */
    public String project(ObjectNode json) {
        return zephyr.give(ZephyrApi.bytes(json));
    }

    /**
     * Serves one more Zephyr site at the same address, until the next reset: who asks with its token sees its project, and nothing
     * of the first site.
     *
     * @param site address of the Jira site, which the token names
     * @param project as {@link #project(ObjectNode)} takes it
     * @return the site's token
     */
    public String site(String site, ObjectNode project) {
        String token = SandboxOptions.zephyrToken(site);
        ZephyrApi other = new ZephyrApi(
                ZephyrData.generated(1, 1, options.seed(), null),
                token,
                faults,
                "http://" + options.host() + ":" + port);
        other.give(ZephyrApi.bytes(project));
        tenants.add(token, other);
        return token;
    }

    /** How often each endpoint was asked, by name; those never asked are left out. */
    public Map<String, Long> requests() {
        Map<String, Long> all = new TreeMap<>();
        for (Api api : apis) {
            for (Endpoint endpoint : api.routes().endpoints()) {
                if (endpoint.requests() > 0) {
                    all.put(endpoint.name(), endpoint.requests());
                }
            }
        }
        return all;
    }

    /** As it was started: the Zephyr projects of then, an empty qTest project, no faults, counters at zero. */
    public void reset() {
        tenants.forget();
        zephyr.reset();
        qtest.reset();
        Switches initial = Switches.calm(options.latencyMs());
        faults.reset(initial);
        projects.forEach(zephyr::give);
        stats.apply(initial);
        stats.forget();
        apis.forEach(api -> api.routes().endpoints().forEach(Endpoint::forget));
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
