package io.drover.sandbox.http;

import io.drover.sandbox.faults.OddAnswer;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Makes an answer odd and lets it arrive, or not. */
final class Oddities {

    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private Oddities() {}

    /** @param right what the system would answer */
    static PlayedAnswer of(OddAnswer odd, PlayedAnswer right) {
        byte[] body = odd.status() == 0 ? changed(odd, right) : odd.text().getBytes(StandardCharsets.UTF_8);
        String contentType = odd.status() == 0 && right.contentType() != null ? right.contentType() : PlayedAnswer.JSON;
        if (!odd.charset().isEmpty()) {
            body = new String(body, StandardCharsets.UTF_8).getBytes(Charset.forName(odd.charset()));
            contentType = contentType.replaceFirst(";.*", "") + ";charset=" + odd.charset();
        }
        if (odd.bom()) {
            body = Buffer.buffer(BOM).appendBytes(body).getBytes();
        }
        PlayedAnswer answer = new PlayedAnswer(
                odd.status() == 0 ? right.status() : odd.status(),
                odd.contentType().isEmpty() ? contentType : odd.contentType(),
                Buffer.buffer(encoded(body, odd.encoding())),
                odd.status() == 0 ? right.headers() : Map.of());
        if (!odd.encoding().isEmpty()) {
            answer = answer.with("Content-Encoding", odd.encoding());
        }
        for (Map.Entry<String, String> header : odd.headers().entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    /** The right body, but for what is to differ in it. */
    private static byte[] changed(OddAnswer odd, PlayedAnswer right) {
        byte[] body = right.body().getBytes();
        if (!odd.replace().isEmpty()) {
            String text = new String(body, StandardCharsets.UTF_8);
            for (Map.Entry<String, String> each : odd.replace().entrySet()) {
                text = text.replace(each.getKey(), each.getValue());
            }
            body = text.getBytes(StandardCharsets.UTF_8);
        }
        return odd.textNumbers() ? TextNumbers.of(body) : body;
    }

    private static byte[] encoded(byte[] body, String encoding) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (encoding) {
                    case "gzip" -> new GZIPOutputStream(bytes);
                    case "deflate" -> new DeflaterOutputStream(bytes);
                    default -> bytes;
                }) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        byte[] written = bytes.toByteArray();
        boolean unreadable = !encoding.isEmpty() && !encoding.equals("gzip") && !encoding.equals("deflate");
        for (int i = 0; unreadable && i < written.length; i++) {
            written[i] ^= 0x5a;
        }
        return written;
    }

    static void deliver(Exchange exchange, OddAnswer odd, PlayedAnswer answer) {
        switch (odd.end()) {
            case WHOLE -> {
                if (odd.chunked()) {
                    exchange.chunked(answer);
                } else if (odd.endless()) {
                    exchange.endless(answer);
                } else {
                    exchange.answer(answer);
                }
            }
            case CUT -> exchange.truncated(answer);
            case STALLED -> exchange.stalled(answer);
            case CLOSED -> exchange.hangUp();
            case SILENT -> {}
        }
    }
}
