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

    private final CloseableHttpClient client;
    private final CloseableHttpClient notKeeping;
    private final RequestConfig config;
    private final Duration responseTimeout;

    Wire(HttpSettings settings, AddressGuard guard) {
        this.client = SharedClients.get(settings, guard);
        this.notKeeping = SharedClients.notKeeping(settings, guard);
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
        headers.forEach(request::setHeader);
        authorization.ifPresent(value -> request.setHeader("Authorization", value));
        if (call.body() != null) {
            byte[] body = call.body();
            request.setEntity(new EntityTemplate(body.length, ContentType.parse(call.contentType()), null, out -> {
                lastCheck.run();
                out.write(body);
            }));
        }
        return client.execute(HttpHost.create(uri), request, null, response -> {
            turn.answered(LimitHeaders.of(response.getCode(), headers(response)));
            return reply(from, call, request, response);
        });
    }

    /** Sends one request on a connection that nobody used before and nobody uses after. */
    <T> T exchange(
            Once once, URI uri, Optional<String> authorization, Map<String, String> headers, Arriving.Reader<T> reader)
            throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(once.method().name(), uri);
        request.setConfig(answering(once.silence()));
        request.setHeader("Connection", "close");
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
            } catch (AnswerTooLargeException e) {
                request.cancel(); // Else closing the stream reads the rest.
                throw e;
            }
        }
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
