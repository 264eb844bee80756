package io.drover.coordinator.door;

import io.drover.api.AccessRole;
import io.drover.coordinator.access.Caller;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Stands before every route of this process. What it does not know to be open wants the token, also a route that is added later. */
final class Door implements Handler<RoutingContext> {

    /** What monitoring and generators of clients ask for; no data of migrations is in it. Only these very paths. */
    private static final Set<String> OPEN =
            Set.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics", "/q/openapi");

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    /** What a browser says of a request that its own page or its user made. */
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private static final String JSON = "application/json";
    /** What a body without a type is (RFC 9110): a route that takes JSON refuses it. */
    private static final String OCTETS = "application/octet-stream";

    private static final String API = "/api/v1/";

    private static final int KEPT_SECONDS = 5;

    private final ApiHosts hosts;
    private final Callers callers;
    private final WrongTokens wrong;
    private final CallRates requests;
    private final CallRates changes;
    private final DoorFigures figures;

    Door(ApiHosts hosts, Callers callers, ApiLimits limits, DoorFigures figures) {
        this.hosts = hosts;
        this.callers = callers;
        this.wrong = new WrongTokens(limits.wrongTokensPerMinute());
        this.requests = new CallRates(limits.requestsPerSecond(), KEPT_SECONDS * (double) limits.requestsPerSecond());
        this.changes = new CallRates(limits.changesPerSecond(), KEPT_SECONDS * (double) limits.changesPerSecond());
        this.figures = figures;
    }

    /** The origin before the token: that somebody's page asks is told even of a request that has none. */
    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        AnswerHeaders.on(request);
        HostAndPort asked = request.headers().getAll(HttpHeaders.HOST).size() > 1 ? null : request.authority();
        boolean safe = isSafe(request);
        if (asked == null || !hosts.allow(asked, request.connection().localAddress())) {
            refuse(request, DoorRefusal.OTHER_HOST);
        } else if (!safe && isOfAnotherPage(request, asked)) {
            refuse(request, DoorRefusal.OTHER_ORIGIN);
        } else if (isOpen(request, safe)) {
            context.next();
        } else {
            callers.of(request.getHeader(HttpHeaders.AUTHORIZATION))
                    .onSuccess(answer -> identified(context, answer))
                    .onFailure(context::fail);
        }
    }

    private void identified(RoutingContext context, Callers.Answer answer) {
        HttpServerRequest request = context.request();
        switch (answer) {
            case Callers.Answer.None none -> refuse(request, DoorRefusal.NO_TOKEN);
            case Callers.Answer.Unknown unknown -> refuse(request, wrong.refusal(request));
            case Callers.Answer.NotNow notNow -> refuse(request, DoorRefusal.NOT_KNOWN_NOW);
            case Callers.Answer.Known known ->
                refusal(context, known.caller())
                        .ifPresentOrElse(refusal -> refuse(request, refusal), () -> enter(context, known));
        }
    }

    private Optional<DoorRefusal> refusal(RoutingContext context, Caller caller) {
        HttpServerRequest request = context.request();
        boolean safe = isSafe(request);
        long now = System.nanoTime();
        if (!requests.take(caller.name(), now) || (!safe && !changes.take(caller.name(), now))) {
            return Optional.of(DoorRefusal.TOO_OFTEN);
        }
        if (!isApi(context) && caller.role() != AccessRole.ADMINISTRATOR) {
            return Optional.of(DoorRefusal.NO_API);
        }
        if (!safe && !isJson(request)) {
            return Optional.of(DoorRefusal.NOT_JSON);
        }
        return !safe && length(request) > BodyLimits.of(request.path())
                ? Optional.of(DoorRefusal.TOO_LONG)
                : Optional.empty();
    }

    private static void enter(RoutingContext context, Callers.Answer.Known known) {
        context.put(Caller.KEY, known.caller());
        context.put(Caller.HOLDS, known.holds());
        if (!isSafe(context.request())) {
            AccessLog.atItsEnd(context, known.caller());
        }
        context.next();
    }

    /** The rest of the body is read and thrown away; otherwise the connection would wait for a reader. */
    private void refuse(HttpServerRequest request, DoorRefusal refusal) {
        figures.refused(refusal);
        request.resume();
        refusal.answer(request.response());
    }

    private static boolean isSafe(HttpServerRequest request) {
        return SAFE.contains(request.method());
    }

    private static boolean isOpen(HttpServerRequest request, boolean safe) {
        return safe && OPEN.contains(request.path());
    }

    /** Whose operations say what role they want; of all else nobody has said it. */
    private static boolean isApi(RoutingContext context) {
        return context.request().path().startsWith(API)
                && context.normalizedPath().startsWith(API);
    }

    /** A program sends neither header; a browser sends both, and no page can change them. */
    private static boolean isOfAnotherPage(HttpServerRequest request, HostAndPort asked) {
        List<String> origins = request.headers().getAll(HttpHeaders.ORIGIN);
        String site = request.getHeader("Sec-Fetch-Site");
        return (site != null && !OWN_SITES.contains(site.strip().toLowerCase(Locale.ROOT)))
                || origins.size() > 1
                || origins.stream().anyMatch(origin -> !isOwn(origin, asked));
    }

    /** The scheme may differ: TLS may end before this process. */
    private static boolean isOwn(String origin, HostAndPort asked) {
        String own = ApiHosts.text(asked);
        String given = origin.strip().toLowerCase(Locale.ROOT);
        return given.equals("http://" + own) || given.equals("https://" + own);
    }

    /** A request without body and type is one that says nothing, as {@code curl -X POST} sends it. */
    private static boolean isJson(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null) {
            return JSON.equals(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
        }
        if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length(request) > 0) {
            return false;
        }
        request.headers().set(HttpHeaders.CONTENT_TYPE, OCTETS);
        return true;
    }

    /** As it is told; 0 where it is not, as HTTP/2 may do it. What comes then is bounded by {@code quarkus.http.limits.max-body-size}. */
    private static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseUnsignedLong(length.strip());
    }
}
