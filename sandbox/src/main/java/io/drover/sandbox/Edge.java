package io.drover.sandbox;

import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.faults.LimitRule;
import io.drover.sandbox.faults.OddAnswer;
import io.drover.sandbox.faults.RateLimit;
import io.drover.sandbox.http.Answer;
import io.drover.sandbox.http.Api;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.Endpoint;
import io.drover.sandbox.http.Refusal;
import io.drover.sandbox.http.Routes;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request to its endpoint, and lets go wrong on the way what the rules say. The effect of a request happens
 * when it arrives; latency delays its answer, so that the effects are in order of arrival.
 */
final class Edge {

    private static final byte[] NOTHING = new byte[0];
    private static final Runnable NOTHING_BEGAN = () -> {};

    private final Vertx vertx;
    private final List<Api> apis;
    private final Tenants tenants;
    private final Faults faults;
    private final Stats stats;

    /** @param tenants which look-alike answers a caller, of several behind one address */
    Edge(Vertx vertx, List<Api> apis, Tenants tenants, Faults faults, Stats stats) {
        this.tenants = tenants;
        this.vertx = vertx;
        this.apis = apis;
        this.faults = faults;
        this.stats = stats;
    }

    void handle(HttpServerRequest request) {
        String path = request.path();
        for (Api api : apis) {
            if (path.startsWith(api.prefix())
                    && path.startsWith("/", api.prefix().length())) {
                route(request, tenants.of(api, request.getHeader(HttpHeaders.AUTHORIZATION)), path);
                return;
            }
        }
        request.response().setStatusCode(404).end("no such system; there are /zephyr, /qtest and /admin\n");
    }

    private void route(HttpServerRequest request, Api api, String path) {
        Routes.Match match =
                api.routes().find(request.method().name(), path, api.prefix().length());
        Endpoint endpoint = match == null ? api.unknown() : match.endpoint();
        List<String> params = match == null ? List.of() : match.params();
        endpoint.count();
        if (request.method().equals(HttpMethod.GET)) {
            process(request, api, endpoint, call(request, params, NOTHING));
        } else {
            request.body().onSuccess(body -> process(request, api, endpoint, call(request, params, body.getBytes())));
        }
    }

    private static Call call(HttpServerRequest request, List<String> params, byte[] body) {
        return new Call(params, request.query(), request.getHeader(HttpHeaders.AUTHORIZATION), body);
    }

    private void process(HttpServerRequest request, Api api, Endpoint endpoint, Call call) {
        if (!api.faulty()) {
            deliver(request, answer(api, endpoint, call), null, NOTHING_BEGAN);
            return;
        }
        String route = endpoint.name();
        Optional<OddAnswer> odd = faults.oddAnswers().isEmpty() ? Optional.empty() : odd(request, call);
        Answer answer;
        Fault delivery = null;
        RateLimit limit = stats.limit(api);
        String whose = whose(limit, request, call);
        long arrived = System.nanoTime();
        boolean taken = limit.admit(arrived, whose);
        Runnable ended = taken ? () -> limit.answered(arrived, System.nanoTime(), whose) : NOTHING_BEGAN;
        if (!taken) {
            answer = tooMany(api, limit.secondsToMore(arrived, whose));
        } else if (odd.isPresent()) {
            boolean happens = odd.get().status() == 0 || odd.get().done();
            oddly(request, odd.get(), happens ? answer(api, endpoint, call) : Answer.empty(200), ended);
            return;
        } else if (faults.strikes(Fault.CONNECTION_RESET, route)) {
            answer = Answer.empty(500);
            delivery = Fault.CONNECTION_RESET;
        } else if (faults.strikes(Fault.SERVER_ERROR, route)) {
            answer = api.error(500, "An unexpected error occurred");
        } else if (faults.strikes(Fault.HTML_503, route)) {
            answer = Answer.html(503, "The request could not be satisfied");
        } else {
            answer = answer(api, endpoint, call);
            delivery = delivery(endpoint, answer);
        }
        if (limit.limit() > 0) {
            answer = stats.withBudget(api, answer);
        }
        for (Map.Entry<String, String> header : limit.headers(arrived, whose).entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        later(request, answer, delivery, ended);
    }

    private static String whose(RateLimit limit, HttpServerRequest request, Call call) {
        LimitRule rule = limit.rule();
        boolean byToken = rule != null && rule.perToken() && call.authorization() != null;
        return String.valueOf(
                byToken ? call.authorization() : request.remoteAddress().hostAddress());
    }

    private Optional<OddAnswer> odd(HttpServerRequest request, Call call) {
        String query = request.query() == null ? "" : request.query();
        return faults.oddAnswers().next(request.method().name(), request.path(), query, call.body());
    }

    private void oddly(HttpServerRequest request, OddAnswer odd, Answer right, Runnable ended) {
        Answer answer = Oddities.of(odd, right);
        int latency = faults.switches().latencyMs();
        vertx.setTimer(Math.max(1, latency), timer -> {
            ended.run();
            stats.answered(answer.status());
            Oddities.deliver(request, odd, answer);
        });
    }

    private @Nullable Fault delivery(Endpoint endpoint, Answer answer) {
        String route = endpoint.name();
        if (endpoint.post() && answer.status() < 300 && faults.strikes(Fault.LOST_ANSWER, route)) {
            return Fault.LOST_ANSWER;
        }
        if (faults.strikes(Fault.TRUNCATED_BODY, route)) {
            return Fault.TRUNCATED_BODY;
        }
        return faults.strikes(Fault.STALLED_BODY, route) ? Fault.STALLED_BODY : null;
    }

    private static Answer answer(Api api, Endpoint endpoint, Call call) {
        try {
            if (!endpoint.open()) {
                api.authorize(call, endpoint);
            }
            return endpoint.answer(call);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Answer tooMany(Api api, long seconds) {
        Answer answer = api.error(429, "API rate limit exceeded");
        Optional<String> header = faults.switches().retryAfter().header(Instant.now(), seconds);
        return header.isPresent() ? answer.with("Retry-After", header.get()) : answer;
    }

    private void later(HttpServerRequest request, Answer answer, @Nullable Fault delivery, Runnable ended) {
        int latency = faults.switches().latencyMs();
        if (latency == 0) {
            deliver(request, answer, delivery, ended);
        } else {
            vertx.setTimer(latency, timer -> deliver(request, answer, delivery, ended));
        }
    }

    /** @param ended runs before anybody can know the answer: who knows it may ask again */
    private void deliver(HttpServerRequest request, Answer answer, @Nullable Fault fault, Runnable ended) {
        ended.run();
        stats.answered(answer.status());
        switch (fault) {
            case null -> Delivery.whole(request.response(), answer);
            case TRUNCATED_BODY -> Delivery.truncated(request, answer);
            case STALLED_BODY -> Delivery.stalled(request.response(), answer);
            case CONNECTION_RESET -> Delivery.reset(request);
            case LOST_ANSWER -> request.connection().close();
            case SERVER_ERROR, HTML_503, EXPIRED_TOKEN -> Delivery.whole(request.response(), answer);
        }
    }
}
