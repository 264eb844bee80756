package io.drover.sandbox;

import io.drover.sandbox.http.Answer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The ways in which an answer reaches its caller, or does not. */
final class Delivery {

    private Delivery() {}

    static void whole(HttpServerResponse response, Answer answer) {
        if (!response.closed()) {
            head(response, answer).end(answer.body());
        }
    }

    /** Without saying how long it is. */
    static void chunked(HttpServerResponse response, Answer answer) {
        if (!response.closed()) {
            head(response, answer).setChunked(true).write(answer.body(), written -> response.end());
        }
    }

    /** Over HTTP/1.1 without its length: it ends where the connection does. Vert.x cannot, so these are the bytes themselves. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody is left to be told
    static void endless(HttpServerRequest request, Answer answer) {
        if (request.response().closed() || request.version() == HttpVersion.HTTP_2) {
            whole(request.response(), answer);
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
        ((ConnectionBase) request.connection())
                .channel()
                .pipeline()
                .firstContext()
                .writeAndFlush(Unpooled.wrappedBuffer(bytes))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** Announces the whole body, sends half of it and closes. */
    static void truncated(HttpServerRequest request, Answer answer) {
        half(request.response(), answer, () -> request.connection().close());
    }

    /** Announces the whole body, sends half of it and says no more. */
    static void stalled(HttpServerResponse response, Answer answer) {
        half(response, answer, () -> {});
    }

    /** Closes so that the caller sees a reset rather than an end. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody is left to be told
    static void reset(HttpServerRequest request) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    private static void half(HttpServerResponse response, Answer answer, Runnable then) {
        if (response.closed()) {
            return;
        }
        Buffer body = answer.body();
        head(response, answer).putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(Math.max(2, body.length())));
        response.write(body.slice(0, body.length() / 2), written -> then.run());
    }

    private static HttpServerResponse head(HttpServerResponse response, Answer answer) {
        response.setStatusCode(answer.status())
                .putHeader(
                        HttpHeaders.DATE,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Instant.now().atOffset(ZoneOffset.UTC)))
                .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach(response::putHeader);
        return response;
    }
}
