package io.drover.sandbox.agola;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One request and its answer, with its line in the log. Lives on the event loop of its service. */
final class Exchange {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final RequestLog.Open log;

    Exchange(Vertx vertx, HttpServerRequest request, RequestLog.Open log) {
        this.vertx = vertx;
        this.request = request;
        this.log = log;
        HttpServerResponse response = request.response();
        response.closeHandler(closed -> log.ends(RequestLog.State.CLOSED, 0));
        response.exceptionHandler(failure -> log.ends(RequestLog.State.CLOSED, 0));
    }

    Vertx vertx() {
        return vertx;
    }

    HttpServerRequest request() {
        return request;
    }

    RequestLog.Open log() {
        return log;
    }

    void answer(Reply reply) {
        answer(reply, () -> {});
    }

    /** @param then runs when the answer is on its way */
    void answer(Reply reply, Runnable then) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        head(reply.status());
        if (reply.contentType() != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, reply.contentType());
        }
        if (reply.nosniff()) {
            response.putHeader("X-Content-Type-Options", "nosniff");
        }
        log.sent(reply.body().length());
        log.ends(RequestLog.State.ANSWERED, reply.status());
        response.end(reply.body()).onComplete(sent -> then.run());
    }

    HttpServerResponse head(int status) {
        return request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.DATE, DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
    }

    /** What a panic of a handler comes to: the client gets no answer, or no more of it. */
    void hangUp() {
        log.ends(RequestLog.State.CLOSED, 0);
        request.connection().close();
    }
}
