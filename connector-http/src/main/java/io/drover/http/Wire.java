package io.drover.http;

import io.drover.spi.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.jspecify.annotations.Nullable;

/** Sends one request and reads its answer whole; knows nothing of repetition. */
final class Wire {

    /** A socket of the pool, the request, the headers, the body: each has the time of a response. */
    private static final int PARTS = 4;

    private final CloseableHttpClient client;
    private final CloseableHttpClient notKeeping;
    private final RequestConfig config;
    private final AddressGuard guard;
    private final Optional<HttpProxy> proxy;
    private final Duration connectTimeout;
    private final Duration responseTimeout;

    /** @param proxy between this worker and the system */
    Wire(HttpSettings settings, AddressGuard guard, Optional<HttpProxy> proxy) {
        this.client = SharedClients.get(settings, guard, proxy);
        this.notKeeping = SharedClients.notKeeping(settings, guard, proxy);
        this.guard = guard;
        this.proxy = proxy;
        this.connectTimeout = settings.connectTimeout();
        this.responseTimeout = settings.responseTimeout();
        this.config = RequestConfig.custom()
                .setProtocolUpgradeEnabled(false)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setResponseTimeout(responseTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .setConnectionRequestTimeout(responseTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    /**
     * @param headers beside those that each request has
     * @param lastCheck runs right before the body is written
     * @param turn is told as soon as the headers are there
     */
    Reply exchange(
            String from,
            Call call,
            URI uri,
            Optional<String> authorization,
            Map<String, String> headers,
            Runnable lastCheck,
            Turn turn)
            throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method().name(), uri);
        Duration silence = silence();
        request.setConfig(silence.equals(responseTimeout) ? config : answering(silence));
        request.setHeader("Accept", "application/json");
        throughProxy(request, uri);
        headers.forEach(request::setHeader);
        authorization.ifPresent(value -> request.setHeader("Authorization", value));
        if (call.body() != null) {
            byte[] body = call.body();
            request.setEntity(new EntityTemplate(body.length, ContentType.parse(call.contentType()), null, out -> {
                lastCheck.run();
                out.write(body);
            }));
        }
        try (TimeLimit limit = TimeLimit.of(request, connectTimeout.plus(silence.multipliedBy(PARTS)))) {
            try {
                return client.execute(HttpHost.create(uri), request, null, response -> {
                    turn.answered(LimitHeaders.of(response.getCode(), headers(response)));
                    return reply(from, call, request, response);
                });
            } catch (IOException e) {
                throw limit.explain(e);
            }
        }
    }

    /** Sends one request on a connection that nobody used before and nobody uses after. */
    <T> T exchange(
            Once once, URI uri, Optional<String> authorization, Map<String, String> headers, Arriving.Reader<T> reader)
            throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(once.method().name(), uri);
        request.setConfig(answering(once.silence()));
        request.setHeader("Connection", "close");
        throughProxy(request, uri);
        headers.forEach(request::setHeader);
        authorization.ifPresent(value -> request.setHeader("Authorization", value));
        Once.Body body = once.body();
        if (body != null) {
            request.setEntity(
                    new EntityTemplate(body.length(), ContentType.APPLICATION_OCTET_STREAM, null, out -> body.writer()
                            .writeTo(out)));
        }
        return notKeeping.execute(HttpHost.create(uri), request, null, response -> reader.read(arriving(response)));
    }

    /** The proxy looks the name up itself: what can be seen of it from here is checked all the same. */
    private void throughProxy(HttpUriRequestBase request, URI uri) throws IOException {
        if (proxy.isEmpty()) {
            return;
        }
        guard.checkBehindProxy(uri.getHost());
        String authorization = proxy.get().authorization();
        if (authorization == null) {
            return;
        }
        if ("http".equalsIgnoreCase(uri.getScheme())) { // Else the tunnel is asked for so (TunnelExec).
            request.setHeader("Proxy-Authorization", authorization);
        }
    }

    private RequestConfig answering(Duration silence) {
        return RequestConfig.copy(config)
                .setResponseTimeout(silence.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    private Duration silence() {
        return Hurry.on() && Hurry.RESPONSE.compareTo(responseTimeout) < 0 ? Hurry.RESPONSE : responseTimeout;
    }

    private static Arriving arriving(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        boolean delimited = entity == null || entity.isChunked() || entity.getContentLength() >= 0;
        InputStream body = entity == null ? InputStream.nullInputStream() : entity.getContent();
        return new Arriving(response.getCode(), headers(response), delimited, body);
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        return headers;
    }

    private Reply reply(String from, Call call, HttpUriRequestBase request, ClassicHttpResponse response)
            throws IOException {
        AnswerBody body = body(call, request, response.getEntity());
        return new Reply(
                from,
                call,
                response.getCode(),
                body.bytes(),
                body.packed(),
                header(response, "Location"),
                header(response, "Retry-After"),
                header(response, "Date"));
    }

    private AnswerBody body(Call call, HttpUriRequestBase request, @Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return AnswerBody.NONE;
        }
        try (InputStream in = entity.getContent()) {
            try {
                return AnswerBody.read(entity, in, call.largestAnswer(), silence());
            } catch (IOException | RuntimeException e) {
                request.cancel(); // Else closing the stream reads the rest, however much and slowly it comes.
                throw e;
            }
        }
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
