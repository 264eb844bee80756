package io.drover.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** What a system, or whatever stands in its place, may answer to a request to do harm, or because it is broken. */
public enum HostileAnswer {
    NESTED_DEEPLY(json("{\"values\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")),
    A_NAME_TWICE(json("{\"values\":[],\"total\":0,\"values\":[{\"id\":1,\"id\":2}],\"id\":1,\"id\":2}")),
    NUMBERS_AS_TEXTS(json("{\"id\":\"7\",\"total\":\"1e9\",\"startAt\":\"x\",\"values\":[{\"id\":\"0x7\"}]}")),
    A_HUGE_EXPONENT(json("{\"id\":1e1000000000,\"total\":1e1000000000,\"startAt\":-1e1000000000,"
            + "\"values\":[{\"id\":1e1000000000,\"key\":1e-1000000000}],\"isLast\":0e1000000000}")),
    MANY_DIGITS(json("{\"id\":" + "9".repeat(401) + ",\"total\":" + "9".repeat(99_999) + ",\"values\":[]}")),
    TOO_MANY_DIGITS(json("{\"id\":" + "9".repeat(1_000_000) + "}")),
    NEGATIVE_NUMBERS(json("{\"id\":-9223372036854775809,\"total\":-1,\"startAt\":-5,\"values\":[{\"id\":-1}]}")),
    HALF_CHARACTERS(json("{\"key\":\"\\udc00\",\"id\":\"\\ud83d\",\"values\":[{\"id\":1,\"key\":\"\\ud83d\","
            + "\"name\":\"cut \\ud83d\"}],\"isLast\":true}")),
    NUL_CHARACTERS(
            json("{\"key\":\"\\u0000\",\"id\":\"\\u0000\",\"values\":[{\"id\":\"\\u0000\",\"name\":\"\\u0000\"}]}")),
    OTHER_SHAPES(json("{\"values\":[null,1,\"x\",[],{},true],\"total\":{},\"id\":[],\"isLast\":[]}")),
    A_LIST(json("[{\"id\":null},null,[],7]")),
    NOTHING_BUT_NULL(json("null")),
    NOTHING_BUT_A_NUMBER(json("1e400")),
    A_TREE_OF_NOTHING(json("[" + "[],".repeat(2_000_000) + "[]]")),
    A_LARGE_TEXT(json("{\"id\":1,\"name\":\"" + "long ".repeat(2 << 20) + "\"}")),
    A_BYTE_ORDER_MARK(body("application/json", "\ufeff{\"values\":[]}".getBytes(StandardCharsets.UTF_8))),
    ANOTHER_CHARSET(body("application/json;charset=utf-16", "{\"values\":[]}".getBytes(StandardCharsets.UTF_16))),
    AN_IMPOSSIBLE_CHARSET(body("application/json;charset=\"/ no §\"", new byte[] {'"', (byte) 0xe9, '"'})),
    NO_CHARSET_AT_ALL(body("application/json", new byte[] {'{', '"', (byte) 0xc0, (byte) 0xff, '"', ':', '1', '}'})),
    A_CUT_BODY(json("{\"values\":[{\"id\":1,\"name\":\"cut he")),
    GARBAGE_AFTER_IT(json("{\"values\":[]}<script>garbage")),
    A_PAGE(body("text/html", "<html><title>Log in</title></html>".getBytes(StandardCharsets.UTF_8))),
    NOTHING(body("application/json", new byte[0])),
    A_BOMB(packed(zipped(64 << 20))),
    NO_GZIP_AT_ALL(packed("{\"values\":[]}".getBytes(StandardCharsets.UTF_8))),
    HALF_A_GZIP(packed(half(zipped(1 << 20)))),
    UNKNOWN_COMPRESSION(raw("HTTP/1.1 200 OK\r\nContent-Encoding: br, gzip, \u00ff\r\nContent-Length: 3\r\n\r\nabc")),
    LESS_THAN_PROMISED(raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{")),
    A_HUGE_PROMISE(raw("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n{")),
    AN_IMPOSSIBLE_LENGTH(raw("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}")),
    TWO_LENGTHS(raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}")),
    IMPOSSIBLE_CHUNKS(raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFFFF\r\n{}")),
    ANOTHER_PROTOCOL(raw("SSH-2.0-OpenSSH_9.9\r\n")),
    AN_UNKNOWN_STATUS(raw("HTTP/1.1 999 \u001b[2J\r\nContent-Length: 0\r\n\r\n")),
    NO_STATUS(raw("HTTP/1.1 abc\r\n\r\n")),
    NO_ANSWER(raw("")),
    A_WAIT_OF_3000_YEARS(raw("HTTP/1.1 503 No\r\nRetry-After: 99999999999\r\nContent-Length: 0\r\n\r\n")),
    A_WAIT_BEYOND_NUMBERS(raw("HTTP/1.1 503 No\r\nRetry-After: " + "9".repeat(5000) + "\r\nContent-Length: 0\r\n\r\n")),
    LIMITS_BEYOND_NUMBERS(raw("HTTP/1.1 200 OK\r\nX-RateLimit-Limit: -1e99\r\nX-RateLimit-Remaining: " + "9".repeat(99)
            + "\r\nRateLimit: \"x\";r=99999999999999999999;t=-1\r\nX-RateLimit-FillRate: NaN\r\nX-RateLimit-Reset: "
            + "99999999999999999999\r\nContent-Length: 2\r\n\r\n{}")),
    A_WAY_TO_A_FILE(raw("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")),
    A_WAY_TO_METADATA(raw("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n")),
    NO_WAY_AT_ALL(raw("HTTP/1.1 302 Found\r\nLocation: http://[::1\u0000/ \u00ff\r\nContent-Length: 0\r\n\r\n")),
    A_CIRCLE(raw("HTTP/1.1 302 Found\r\nLocation: ?again\r\nContent-Length: 0\r\n\r\n")),
    HEADERS_WITHOUT_END(out -> {
        write(out, "HTTP/1.1 200 OK\r\n");
        while (true) {
            write(out, "X-More: and more\r\n".repeat(1000));
        }
    }),
    A_HEADER_WITHOUT_END(out -> {
        write(out, "HTTP/1.1 200 OK\r\nX-Long: ");
        while (true) {
            write(out, "more".repeat(10_000));
        }
    }),
    INTERIM_ANSWERS_WITHOUT_END(out -> {
        while (true) {
            write(out, "HTTP/1.1 100 Continue\r\n\r\n");
            pause();
        }
    }),
    HEADERS_THAT_COME_SLOWLY(out -> {
        write(out, "HTTP/1.1 200 OK\r\n");
        while (true) {
            write(out, "X-Slow: a\r\n");
            pause();
        }
    }),
    A_BODY_WITHOUT_END(out -> {
        write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (true) {
            write(out, "10000\r\n" + " ".repeat(0x10000) + "\r\n");
        }
    }),
    A_BODY_THAT_COMES_SLOWLY(out -> {
        write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while (true) {
            write(out, "1\r\n \r\n");
            pause();
        }
    });

    /** Writes an answer to the line, and ends when the other side closes it. */
    @FunctionalInterface
    private interface Play {
        void on(OutputStream out) throws IOException;
    }

    private final Play play;

    HostileAnswer(Play play) {
        this.play = play;
    }

    /** @throws IOException when the other side has had enough */
    public void play(OutputStream out) throws IOException {
        play.on(out);
        out.flush();
    }

    private static Play json(String text) {
        return body("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Play body(String type, byte[] body) {
        return withBody("Content-Type: " + type, body);
    }

    private static Play packed(byte[] body) {
        return withBody("Content-Encoding: gzip", body);
    }

    private static Play withBody(String header, byte[] body) {
        return out -> {
            write(
                    out,
                    "HTTP/1.1 200 OK\r\nConnection: close\r\n" + header + "\r\nContent-Length: " + body.length
                            + "\r\n\r\n");
            out.write(body);
        };
    }

    private static Play raw(String answer) {
        // Once and no more, or the next request would go to a line that is closed by then.
        String once = answer.startsWith("HTTP") ? answer.replaceFirst("\r\n", "\r\nConnection: close\r\n") : answer;
        return out -> write(out, once);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** The pace of a slow system: it is what is played, not what is waited for. */
    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static byte[] zipped(int blanks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            byte[] chunk = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            for (int written = 0; written < blanks; written += chunk.length) {
                out.write(chunk);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }
}
