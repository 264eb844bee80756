package io.drover.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as the bytes that were meant: unpacked, and in UTF-8.
 *
 * @param bytes at most as many as were allowed
 * @param packed the {@code Content-Encoding} that was not asked for and cannot be undone; null when there is none
 */
record AnswerBody(byte[] bytes, @Nullable String packed) {

    private static final int CHUNK = 16 << 10;

    /** A length that is only promised gets no more memory than this before it comes. */
    private static final int BELIEVED = 1 << 20;

    private static final int GZIP_MAGIC = 0x1f8b;

    static final AnswerBody NONE = new AnswerBody(new byte[0], null);

    /**
     * @param limit in bytes, unpacked
     * @param time for the whole body
     * @throws AnswerTooLargeException as soon as it is known; the rest is still on the line
     */
    static AnswerBody read(HttpEntity entity, InputStream raw, int limit, Duration time) throws IOException {
        long length = entity.getContentLength();
        if (length > limit) {
            throw new AnswerTooLargeException(length, limit);
        }
        String encoding = entity.getContentEncoding();
        boolean plain = encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity");
        if (plain) {
            return new AnswerBody(utf8(readAll(raw, length, limit, time), entity.getContentType()), null);
        }
        InputStream unpacked = unpacked(encoding.strip().toLowerCase(Locale.ROOT), raw);
        byte[] bytes = readAll(unpacked == null ? raw : unpacked, -1, limit, time);
        return new AnswerBody(utf8(bytes, entity.getContentType()), unpacked == null ? encoding : null);
    }

    /** Looks at the first bytes, since some say that a body is packed which is not. Null when it cannot be undone. */
    private static @Nullable InputStream unpacked(String encoding, InputStream raw) throws IOException {
        BufferedInputStream body = new BufferedInputStream(raw, CHUNK);
        body.mark(2);
        int first = body.read() << 8 | body.read();
        body.reset();
        return switch (encoding) {
            case "gzip", "x-gzip" -> first == GZIP_MAGIC ? new GZIPInputStream(body, CHUNK) : body;
            case "deflate" -> {
                boolean zlib = first > 0 && (first >> 8 & 0x0f) == 8 && first % 31 == 0;
                boolean json = first < 0 || "{[\"<".indexOf(first >> 8) >= 0;
                yield zlib
                        ? new InflaterInputStream(body)
                        : json ? body : new InflaterInputStream(body, new Inflater(true));
            }
            default -> null;
        };
    }

    private static byte[] readAll(InputStream in, long length, int limit, Duration time) throws IOException {
        try (AnswerRoom.Share room = AnswerRoom.share()) {
            return readAll(in, length, limit, time, room);
        }
    }

    private static byte[] readAll(InputStream in, long length, int limit, Duration time, AnswerRoom.Share room)
            throws IOException {
        long deadline = System.nanoTime() + time.toNanos();
        byte[] bytes = new byte[length >= 0 ? (int) Math.min(length, BELIEVED) : Math.min(CHUNK, limit)];
        int filled = 0;
        while (true) {
            if (filled == bytes.length && filled != length && filled < limit) {
                long most = length >= 0 ? length : limit;
                long next = Math.min(most, Math.max(CHUNK, bytes.length * 2L));
                long asked = System.nanoTime();
                room.grow(2 * next); // the bytes, and once more while they are copied
                deadline += System.nanoTime() - asked;
                bytes = Arrays.copyOf(bytes, (int) next);
            }
            // Also asked for at a known end: the stream then notices the end and gives the socket back.
            int read = filled == bytes.length ? in.read() : in.read(bytes, filled, bytes.length - filled);
            if (read < 0) {
                break;
            }
            if (filled == bytes.length) {
                throw new AnswerTooLargeException(limit);
            }
            filled += read;
            if (System.nanoTime() - deadline > 0) {
                throw new SocketTimeoutException("a body that comes too slowly");
            }
        }
        return filled == bytes.length ? bytes : Arrays.copyOf(bytes, filled);
    }

    /**
     * JSON is UTF-8, whatever its header says: only where the bytes are none, the charset that is named is believed.
     * UTF-16 and UTF-32 the parser knows by itself.
     */
    private static byte[] utf8(byte[] bytes, @Nullable String contentType) {
        Charset charset = contentType == null ? null : charset(contentType);
        if (charset == null || charset.name().startsWith("UTF-") || isUtf8(bytes)) {
            return bytes;
        }
        return new String(bytes, charset).getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Charset charset(String contentType) {
        if (!contentType.toLowerCase(Locale.ROOT).contains("charset")) {
            return null;
        }
        try {
            ContentType parsed = ContentType.parseLenient(contentType);
            return parsed == null ? null : parsed.getCharset();
        } catch (IllegalCharsetNameException e) {
            return null; // as one that nobody knows
        }
    }

    static boolean isUtf8(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(CHUNK);
        for (CoderResult result = CoderResult.OVERFLOW; !result.isUnderflow(); out.clear()) {
            result = decoder.decode(in, out, true);
            if (result.isError()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "AnswerBody[" + bytes.length + " bytes]";
    }
}
