package io.drover.sandbox.agola;

import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.faults.Rules;
import io.drover.sandbox.http.Exchange;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.RequestLog;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Sends an export piece by piece, as fast as the client takes it. */
final class ExportAnswer {

    private static final int PIECE = 1 << 18;
    private static final String PAGE = "<!doctype html><title>Sign in</title><p>Please sign in.\n";

    /** Up to so many bytes a Go server buffers an answer and knows its length; a longer one is chunked. */
    private static final int BUFFERED = 2048;

    private final Exchange exchange;
    private final InputStream in;
    private final End end;
    private long left;

    /** What comes after the last byte. */
    private enum End {
        PROPER,
        HANG_UP,
        SILENCE
    }

    private ExportAnswer(Exchange exchange, InputStream in, long limit, End end) {
        this.exchange = exchange;
        this.in = in;
        this.left = limit;
        this.end = end;
    }

    static void send(Exchange exchange, Export export, AgolaVersion version, Rules<AgolaFault> faults) {
        Optional<Rule> aborted = faults.strike(AgolaFault.EXPORT_ABORTED);
        Optional<Rule> stalled = faults.strike(AgolaFault.EXPORT_STALLS);
        Optional<Rule> cut = faults.strike(AgolaFault.EXPORT_CUT);
        if (faults.strike(AgolaFault.EXPORT_EMPTY).isPresent()) {
            exchange.answer(PlayedAnswer.bare(200));
        } else if (faults.strike(AgolaFault.EXPORT_FAILS).isPresent()) {
            exchange.answer(version.error(500));
        } else if (faults.strike(AgolaFault.EXPORT_HTML).isPresent()) {
            exchange.answer(PlayedAnswer.of(200, "text/html", PAGE));
        } else if (aborted.isPresent()) {
            start(exchange, export, aborted.get().at(), End.HANG_UP);
        } else if (stalled.isPresent()) {
            start(exchange, export, stalled.get().at(), End.SILENCE);
        } else {
            exchange.vertx()
                    .executeBlocking(
                            () -> cut.isPresent() ? boundary(export, cut.get().at()) : export.size())
                    .onSuccess(bytes -> send(exchange, export, bytes, version))
                    .onFailure(failure -> exchange.hangUp());
        }
    }

    private static void send(Exchange exchange, Export export, long bytes, AgolaVersion version) {
        if (bytes > BUFFERED || !version.hasDatabase()) {
            start(exchange, export, bytes, End.PROPER);
        } else if (bytes == 0) {
            exchange.answer(PlayedAnswer.bare(200));
        } else {
            try (InputStream in = export.open()) {
                exchange.answer(PlayedAnswer.of(200, AgolaVersion.TEXT, in.readNBytes((int) bytes)));
            } catch (IOException e) {
                exchange.hangUp();
            }
        }
    }

    /** With nothing to send there is no answer at all: v0.7 fails then. */
    private static void start(Exchange exchange, Export export, long limit, End end) {
        if (limit == 0) {
            exchange.hangUp();
            return;
        }
        try {
            ExportAnswer answer = new ExportAnswer(exchange, export.open(), limit, end);
            exchange.head(200)
                    .putHeader(HttpHeaders.CONTENT_TYPE, AgolaVersion.TEXT)
                    .setChunked(true);
            answer.next();
        } catch (IOException e) {
            exchange.hangUp();
        }
    }

    private void next() {
        exchange.vertx()
                .executeBlocking(() -> in.readNBytes((int) Math.min(left, PIECE)))
                .onSuccess(this::write)
                .onFailure(failure -> stop());
    }

    private void write(byte[] piece) {
        HttpServerResponse response = exchange.request().response();
        left -= piece.length;
        exchange.log().sent(piece.length);
        if (response.closed()) {
            stop();
        } else if (piece.length > 0) {
            response.write(Buffer.buffer(piece)).onComplete(written -> {
                if (written.succeeded()) {
                    next();
                } else {
                    stop();
                }
            });
        } else {
            end(response);
        }
    }

    private void end(HttpServerResponse response) {
        switch (end) {
            case PROPER -> {
                shut();
                exchange.log().ends(RequestLog.State.ANSWERED, 200);
                response.end();
            }
            case HANG_UP -> stop();
            case SILENCE -> shut();
        }
    }

    private void stop() {
        shut();
        exchange.log().ends(RequestLog.State.CLOSED, 200);
        exchange.request().connection().close();
    }

    private void shut() {
        try {
            in.close();
        } catch (IOException e) {
            // it was only read from
        }
    }

    /** Where the n-th object ends, with the line end after it if there is one. */
    private static long boundary(Export export, long objects) throws IOException {
        ObjectSplitter splitter = new ObjectSplitter();
        long offset = 0;
        long seen = 0;
        try (InputStream in = export.open()) {
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                for (int i = 0; i < n; i++) {
                    if (seen == objects && piece[i] != '\n') {
                        return offset;
                    }
                    offset++;
                    seen += splitter.step(piece[i]) ? 1 : 0;
                }
            }
        }
        return offset;
    }
}
