package io.drover.sandbox.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One request and the ways in which its answer reaches the caller, or does not. Lives on the event loop of its port. */
public final class Exchange {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final RequestLog.Open log;

    Exchange(Vertx vertx, HttpServerRequest request, RequestLog.Open log) {
        this.vertx = vertx;
        this.request = request;
        this.log = log;
        if (log.isKept()) {
            request.handler(piece -> log.received(piece.length()));
            request.response().closeHandler(closed -> log.ends(RequestLog.State.CLOSED, 0));
            request.response().exceptionHandler(failure -> log.ends(RequestLog.State.CLOSED, 0));
        }
    }

    public Vertx vertx() {
        return vertx;
    }

    public HttpServerRequest request() {
        return request;
    }

    public RequestLog.Open log() {
        return log;
    }

    public void answer(PlayedAnswer answer) {
        answer(answer, () -> {});
    }

    /** @param then runs when the answer is on its way */
    public void answer(PlayedAnswer answer, Runnable then) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        log.sent(answer.body().length());
        log.ends(RequestLog.State.ANSWERED, answer.status());
        head(answer).end(answer.body()).onComplete(sent -> then.run());
    }

    /** Without saying how long it is. */
    void chunked(PlayedAnswer answer) {
        if (!request.response().closed()) {
            head(answer).setChunked(true).write(answer.body(), written -> request.response()
                    .end());
        }
    }

    /** Over HTTP/1.1 without its length: it ends where the connection does. Vert.x cannot, so these are the bytes themselves. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody is left to be told
    void endless(PlayedAnswer answer) {
        if (request.response().closed() || request.version() == HttpVersion.HTTP_2) {
            answer(answer);
            return;
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Odd\r\nContent-Type: "
                + answer.contentType() + "\r\nConnection: close\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] bytes = Buffer.buffer(head.append("\r\n").toString())
                .appendBuffer(answer.body())
                .getBytes();
        channel()
                .pipeline()
                .firstContext()
                .writeAndFlush(Unpooled.wrappedBuffer(bytes))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** Announces the whole body, sends half of it and closes. */
    void truncated(PlayedAnswer answer) {
        half(answer, this::hangUp);
    }

    /** Announces the whole body, sends half of it and says no more. */
    void stalled(PlayedAnswer answer) {
        half(answer, () -> {});
    }

    /** Closes so that the caller sees a reset rather than an end. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody is left to be told
    void reset() {
        channel().config().setOption(ChannelOption.SO_LINGER, 0);
        channel().close();
    }

    /** Closes instead of an answer, or instead of more of it. */
    public void hangUp() {
        log.ends(RequestLog.State.CLOSED, 0);
        request.connection().close();
    }

    private Channel channel() {
        return ((ConnectionBase) request.connection()).channel();
    }

    private void half(PlayedAnswer answer, Runnable then) {
        if (request.response().closed()) {
            return;
        }
        Buffer body = answer.body();
        head(answer)
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(Math.max(2, body.length())))
                .write(body.slice(0, body.length() / 2), written -> then.run());
    }

    private HttpServerResponse head(PlayedAnswer answer) {
        HttpServerResponse response = head(answer.status());
        if (answer.contentType() != null) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        }
        answer.headers().forEach(response::putHeader);
        return response;
    }

    /** For an answer that comes piece by piece. */
    public HttpServerResponse head(int status) {
        return request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.DATE, DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
    }
}
