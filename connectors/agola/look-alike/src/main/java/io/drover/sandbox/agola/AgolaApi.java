package io.drover.sandbox.agola;

import io.drover.sandbox.http.Endpoint;
import io.drover.sandbox.http.Endpoint.Streamed;
import io.drover.sandbox.http.Exchange;
import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.LookAlikeApi;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.RefusedRequest;
import io.drover.sandbox.http.RequestLog;
import io.drover.sandbox.http.Routes;
import java.util.Map;
import java.util.Optional;

/** What a service answers in one mode, which depends on its version too (1.3, 1.4). */
final class AgolaApi implements LookAlikeApi {

    private static final String BASE = "/api/v1alpha/";

    /** What the router's own "not found" says. */
    private static final PlayedAnswer PAGE_NOT_FOUND =
            PlayedAnswer.of(404, AgolaVersion.TEXT, "404 page not found\n").with("X-Content-Type-Options", "nosniff");

    private final AgolaServer server;
    private final boolean inMaintenance;
    private final Routes routes = new Routes(name());

    AgolaApi(AgolaServer server, boolean inMaintenance) {
        this.server = server;
        this.inMaintenance = inMaintenance;
        boolean database = server.version().hasDatabase();
        boolean runservice = server.service() == AgolaService.RUNSERVICE;
        Streamed enter = exchange -> maintenance(exchange, true);
        Streamed leave = exchange -> maintenance(exchange, false);
        Streamed status = exchange -> exchange.answer(status());
        route(
                "maintenance",
                database
                        ? Map.of("PUT", enter, "DELETE", leave, "GET", status)
                        : Map.of("PUT", enter, "DELETE", leave));
        route("export", Map.of("GET", server::export));
        if (inMaintenance || database) {
            Streamed imports = inMaintenance ? server::receive : exchange -> exchange.answer(error(400, ""));
            route("import", Map.of("POST", imports));
        }
        if (!inMaintenance) {
            route(runservice ? "runs" : "users", Map.of("GET", server::list));
        }
        // A run service says 400, to tell a wrong path from an object that is not there.
        PlayedAnswer unknown = !inMaintenance && runservice ? PlayedAnswer.bare(400) : PAGE_NOT_FOUND;
        routes.otherwiseStreamed(exchange -> exchange.answer(unknown));
    }

    private void route(String path, Map<String, Streamed> byMethod) {
        byMethod.forEach((method, streamed) -> routes.streamed(method, BASE + path, streamed));
        routes.anyMethod(BASE + path, exchange -> exchange.answer(PlayedAnswer.bare(405)));
    }

    @Override
    public String name() {
        return "agola";
    }

    @Override
    public String prefix() {
        return "";
    }

    @Override
    public Routes routes() {
        return routes;
    }

    @Override
    public void authorize(IncomingRequest call, Endpoint endpoint) {
        if (!inMaintenance && !server.mayAsk(call.authorization())) {
            throw new RefusedRequest(error(401, ""));
        }
    }

    @Override
    public PlayedAnswer error(int status, String message) {
        return server.version().error(status);
    }

    @Override
    public boolean faulty() {
        return false;
    }

    @Override
    public Optional<RequestLog> log() {
        return Optional.of(server.log());
    }

    private PlayedAnswer status() {
        return PlayedAnswer.of(
                200,
                AgolaVersion.JSON,
                "{\"RequestedStatus\":" + server.maintenanceRequested() + ",\"CurrentStatus\":" + inMaintenance + "}");
    }

    private void maintenance(Exchange exchange, boolean on) {
        Maintenance maintenance = server.store().maintenance();
        if (maintenance.request(on)) {
            exchange.answer(server.version().done(), maintenance::announce);
        } else {
            exchange.answer(error(400, ""));
        }
    }
}
