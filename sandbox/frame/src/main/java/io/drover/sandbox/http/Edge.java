package io.drover.sandbox.http;

import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.faults.LimitRule;
import io.drover.sandbox.faults.OddAnswer;
import io.drover.sandbox.faults.RateLimit;
import io.drover.sandbox.faults.Switches;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request to its endpoint, and lets go wrong on the way what the rules say. The effect of a request happens
 * when it arrives; latency delays its answer, so that the effects are in order of arrival.
 */
public final class Edge implements Handler<HttpServerRequest> {

    private static final byte[] NOTHING = new byte[0];
    private static final Runnable NOTHING_BEGAN = () -> {};

    private final Vertx vertx;
    private final List<LookAlikeApi> apis;
    private final Faults faults;
    private final Stats stats;

    public Edge(Vertx vertx, List<LookAlikeApi> apis, Faults faults, Stats stats) {
        this.vertx = vertx;
        this.apis = List.copyOf(apis);
        this.faults = faults;
        this.stats = stats;
    }

    /** For an interface at which nothing goes wrong but what it does itself. */
    public static Edge plain(Vertx vertx, LookAlikeApi api) {
        return new Edge(vertx, List.of(api), new Faults(new Switches(0, List.of(), () -> {})), new Stats(List.of()));
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = request.path();
        for (LookAlikeApi api : apis) {
            if (path.startsWith(api.prefix())
                    && path.startsWith("/", api.prefix().length())) {
                route(request, api.tenant(request.getHeader(HttpHeaders.AUTHORIZATION)), path);
                return;
            }
        }
        String known = apis.stream().map(LookAlikeApi::prefix).collect(Collectors.joining(", "));
        request.response()
                .setStatusCode(404)
                .end("no such system; there are " + known.replaceFirst(", ([^,]*)$", " and $1") + "\n");
    }

    private void route(HttpServerRequest request, LookAlikeApi api, String path) {
        String method = request.method().name();
        Routes.Match match = api.routes().find(method, path, api.prefix().length());
        Endpoint endpoint = match.endpoint();
        endpoint.count();
        RequestLog.Open log =
                api.log().map(all -> all.open(method, request.uri())).orElse(RequestLog.Open.NONE);
        Exchange exchange = new Exchange(vertx, request, log);
        switch (endpoint.work()) {
            case Endpoint.Streamed streamed -> stream(exchange, api, endpoint, streamed, match.params());
            case Endpoint.Handler handler
            when request.method().equals(HttpMethod.GET) ->
                process(exchange, api, endpoint, handler, call(request, match.params(), NOTHING));
            case Endpoint.Handler handler ->
                request.body()
                        .onSuccess(body -> process(
                                exchange, api, endpoint, handler, call(request, match.params(), body.getBytes())));
        }
    }

    private static IncomingRequest call(HttpServerRequest request, List<String> params, byte[] body) {
        return new IncomingRequest(params, request.query(), request.getHeader(HttpHeaders.AUTHORIZATION), body);
    }

    private static void stream(
            Exchange exchange, LookAlikeApi api, Endpoint endpoint, Endpoint.Streamed streamed, List<String> params) {
        try {
            if (!endpoint.open()) {
                api.authorize(call(exchange.request(), params, NOTHING), endpoint);
            }
        } catch (RefusedRequest refusal) {
            exchange.answer(refusal.answer());
            return;
        }
        streamed.take(exchange);
    }

    private void process(
            Exchange exchange, LookAlikeApi api, Endpoint endpoint, Endpoint.Handler handler, IncomingRequest call) {
        if (!api.faulty()) {
            vertx.executeBlocking(() -> answerOrSay(api, endpoint, handler, call))
                    .onSuccess(answer -> deliver(exchange, answer, null, NOTHING_BEGAN))
                    .onFailure(failure -> exchange.answer(api.error(500, String.valueOf(failure.getMessage()))));
            return;
        }
        String route = endpoint.name();
        Optional<OddAnswer> odd = faults.oddAnswers().isEmpty() ? Optional.empty() : odd(exchange.request(), call);
        PlayedAnswer answer;
        Fault delivery = null;
        RateLimit limit = stats.limit(api.name());
        String whose = whose(limit, exchange.request(), call);
        long arrived = System.nanoTime();
        boolean taken = limit.admit(arrived, whose);
        Runnable ended = taken ? () -> limit.answered(arrived, System.nanoTime(), whose) : NOTHING_BEGAN;
        if (!taken) {
            answer = tooMany(api, limit.secondsToMore(arrived, whose));
        } else if (odd.isPresent()) {
            boolean happens = odd.get().status() == 0 || odd.get().done();
            oddly(exchange, odd.get(), happens ? answer(api, endpoint, handler, call) : PlayedAnswer.empty(200), ended);
            return;
        } else if (faults.strikes(Fault.CONNECTION_RESET, route)) {
            answer = PlayedAnswer.empty(500);
            delivery = Fault.CONNECTION_RESET;
        } else if (faults.strikes(Fault.SERVER_ERROR, route)) {
            answer = api.error(500, "An unexpected error occurred");
        } else if (faults.strikes(Fault.HTML_503, route)) {
            answer = PlayedAnswer.html(503, "The request could not be satisfied");
        } else {
            answer = answer(api, endpoint, handler, call);
            delivery = delivery(endpoint, answer);
        }
        if (limit.limit() > 0) {
            answer = api.told(answer, limit);
        }
        for (Map.Entry<String, String> header : limit.headers(arrived, whose).entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        later(exchange, answer, delivery, ended);
    }

    private static String whose(RateLimit limit, HttpServerRequest request, IncomingRequest call) {
        LimitRule rule = limit.rule();
        boolean byToken = rule != null && rule.perToken() && call.authorization() != null;
        return String.valueOf(
                byToken ? call.authorization() : request.remoteAddress().hostAddress());
    }

    private Optional<OddAnswer> odd(HttpServerRequest request, IncomingRequest call) {
        String query = request.query() == null ? "" : request.query();
        return faults.oddAnswers().next(request.method().name(), request.path(), query, call.body());
    }

    private void oddly(Exchange exchange, OddAnswer odd, PlayedAnswer right, Runnable ended) {
        PlayedAnswer answer = Oddities.of(odd, right);
        int latency = faults.switches().get(Switches.LATENCY_MS);
        vertx.setTimer(Math.max(1, latency), timer -> {
            ended.run();
            stats.answered(answer.status());
            Oddities.deliver(exchange, odd, answer);
        });
    }

    private @Nullable Fault delivery(Endpoint endpoint, PlayedAnswer answer) {
        String route = endpoint.name();
        if (endpoint.post() && answer.status() < 300 && faults.strikes(Fault.LOST_ANSWER, route)) {
            return Fault.LOST_ANSWER;
        }
        if (faults.strikes(Fault.TRUNCATED_BODY, route)) {
            return Fault.TRUNCATED_BODY;
        }
        return faults.strikes(Fault.STALLED_BODY, route) ? Fault.STALLED_BODY : null;
    }

    private static PlayedAnswer answer(
            LookAlikeApi api, Endpoint endpoint, Endpoint.Handler handler, IncomingRequest call) {
        try {
            if (!endpoint.open()) {
                api.authorize(call, endpoint);
            }
            return handler.answer(call);
        } catch (RefusedRequest refusal) {
            return refusal.answer();
        }
    }

    private static PlayedAnswer answerOrSay(
            LookAlikeApi api, Endpoint endpoint, Endpoint.Handler handler, IncomingRequest call) {
        try {
            return answer(api, endpoint, handler, call);
        } catch (IllegalArgumentException e) {
            return api.error(400, String.valueOf(e.getMessage()));
        }
    }

    private PlayedAnswer tooMany(LookAlikeApi api, long seconds) {
        PlayedAnswer answer = api.error(429, "API rate limit exceeded");
        Optional<String> header = faults.switches().get(Switches.RETRY_AFTER).header(Instant.now(), seconds);
        return header.isPresent() ? answer.with("Retry-After", header.get()) : answer;
    }

    private void later(Exchange exchange, PlayedAnswer answer, @Nullable Fault delivery, Runnable ended) {
        int latency = faults.switches().get(Switches.LATENCY_MS);
        if (latency == 0) {
            deliver(exchange, answer, delivery, ended);
        } else {
            vertx.setTimer(latency, timer -> deliver(exchange, answer, delivery, ended));
        }
    }

    /** @param ended runs before anybody can know the answer: who knows it may ask again */
    private void deliver(Exchange exchange, PlayedAnswer answer, @Nullable Fault fault, Runnable ended) {
        ended.run();
        stats.answered(answer.status());
        switch (fault) {
            case null -> exchange.answer(answer);
            case TRUNCATED_BODY -> exchange.truncated(answer);
            case STALLED_BODY -> exchange.stalled(answer);
            case CONNECTION_RESET -> exchange.reset();
            case LOST_ANSWER -> exchange.hangUp();
            case SERVER_ERROR, HTML_503, EXPIRED_TOKEN -> exchange.answer(answer);
        }
    }
}
