package io.drover.coordinator.door;

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

    private static final String DEFINITIONS = "/api/v1/migrations";
    /** A mapping may be long; what people write and a secret are not. */
    private static final long LONGEST_DEFINITION = 1 << 20;

    private static final long LONGEST = 64 << 10;

    private final ApiHosts hosts;
    private final ApiToken token;

    Door(ApiHosts hosts, ApiToken token) {
        this.hosts = hosts;
        this.token = token;
    }

    @Override
    public void handle(RoutingContext context) {
        AnswerHeaders.on(context.request());
        HttpServerRequest request = context.request();
        refusal(request).ifPresentOrElse(refusal -> refuse(request, refusal), context::next);
    }

    /** The rest of the body is read and thrown away; otherwise the connection would wait for a reader. */
    private static void refuse(HttpServerRequest request, DoorRefusal refusal) {
        request.resume();
        refusal.answer(request.response());
    }

    /** The origin before the token: that somebody's page asks is told even of a request that has none. */
    private Optional<DoorRefusal> refusal(HttpServerRequest request) {
        HostAndPort asked = request.headers().getAll(HttpHeaders.HOST).size() > 1 ? null : request.authority();
        if (asked == null || !hosts.allow(asked, request.connection().localAddress())) {
            return Optional.of(DoorRefusal.OTHER_HOST);
        }
        boolean safe = SAFE.contains(request.method());
        if (!safe && isOfAnotherPage(request, asked)) {
            return Optional.of(DoorRefusal.OTHER_ORIGIN);
        }
        if (!isOpen(request, safe) && !token.opens(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            return Optional.of(DoorRefusal.NO_TOKEN);
        }
        if (!safe && !isJson(request)) {
            return Optional.of(DoorRefusal.NOT_JSON);
        }
        if (!safe && length(request) > (request.path().equals(DEFINITIONS) ? LONGEST_DEFINITION : LONGEST)) {
            return Optional.of(DoorRefusal.TOO_LONG);
        }
        return Optional.empty();
    }

    private static boolean isOpen(HttpServerRequest request, boolean safe) {
        return safe && OPEN.contains(request.path());
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
