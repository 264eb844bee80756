package io.drover.sandbox.agola;

import io.drover.sandbox.http.Edge;
import io.drover.sandbox.http.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A source and a target Agola that listen, until closed. Safe for any thread. */
public final class AgolaSandbox implements AutoCloseable {

    private final WebServer web;
    private final AgolaOptions options;
    private final List<AgolaServer> servers = new ArrayList<>();
    private final AgolaServer sourceRunservice;
    private final AgolaServer sourceConfigstore;
    private final AgolaServer targetRunservice;
    private final AgolaServer targetConfigstore;
    private final int adminPort;

    private AgolaSandbox(AgolaOptions options) {
        this.options = options;
        this.web = new WebServer(options.host());
        AgolaOptions.Ports ports = options.ports();
        Database database = new Database();
        Database second = options.target().sharesDatabase() ? database : new Database();
        try {
            sourceRunservice = source(
                    AgolaService.RUNSERVICE,
                    ports.sourceRunservice(),
                    options.source().unarchivedRuns());
            sourceConfigstore = source(AgolaService.CONFIGSTORE, ports.sourceConfigstore(), Export.EMPTY);
            targetRunservice = target(AgolaService.RUNSERVICE, ports.targetRunservice(), database);
            targetConfigstore = target(AgolaService.CONFIGSTORE, ports.targetConfigstore(), second);
            adminPort = web.listen(ports.admin(), Edge.plain(web.vertx(), new AgolaAdmin(this).api()));
        } catch (IOException e) {
            web.close();
            throw new UncheckedIOException("the source's content cannot be read", e);
        } catch (RuntimeException e) {
            web.close();
            throw e;
        }
    }

    /** Listens when it returns; throws {@link IllegalStateException} when it cannot. */
    public static AgolaSandbox start(AgolaOptions options) {
        return new AgolaSandbox(options);
    }

    private AgolaServer source(AgolaService service, int port, Export unarchivedRuns) throws IOException {
        Store store = new OldStore(options.source().content().of(service), unarchivedRuns);
        return server("source-" + service, port, service, AgolaVersion.V0_7_1, store, "");
    }

    private AgolaServer target(AgolaService service, int port, Database database) {
        AgolaVersion version = options.target().version();
        Store store = new NewStore(
                version, service, database, options.target().content().of(service));
        return server(
                "target-" + service,
                port,
                service,
                version,
                store,
                options.target().token());
    }

    private AgolaServer server(
            String name, int port, AgolaService service, AgolaVersion version, Store store, String token) {
        AgolaServer server =
                new AgolaServer(web.vertx(), name, web.host(), port, service, version, store, token, options.windows());
        servers.add(server.listen());
        return server;
    }

    /** A second process of a service on the same data, with its own port, mode, faults and log. */
    public synchronized AgolaServer replica(AgolaServer of) {
        return server(
                of.name() + "-replica-" + servers.size(),
                0,
                of.service(),
                of.version(),
                of.store(),
                of.version().hasDatabase() ? options.target().token() : "");
    }

    /** What changes and counts over HTTP what this class does in the process. */
    public String adminUrl() {
        return web.origin(adminPort) + "/admin";
    }

    public AgolaServer sourceRunservice() {
        return sourceRunservice;
    }

    public AgolaServer sourceConfigstore() {
        return sourceConfigstore;
    }

    public AgolaServer targetRunservice() {
        return targetRunservice;
    }

    public AgolaServer targetConfigstore() {
        return targetConfigstore;
    }

    /** All services, replicas last. */
    public synchronized List<AgolaServer> servers() {
        return List.copyOf(servers);
    }

    public Optional<AgolaServer> server(String name) {
        return servers().stream().filter(server -> server.name().equals(name)).findFirst();
    }

    /** As it was started: contents, default mode everywhere, no faults, empty logs. Ends all connections. */
    public void reset() {
        List<AgolaServer> all = servers();
        all.forEach(AgolaServer::shut);
        all.forEach(server -> server.store().reset());
        all.forEach(AgolaServer::restart);
    }

    @Override
    public void close() {
        web.close();
    }
}
