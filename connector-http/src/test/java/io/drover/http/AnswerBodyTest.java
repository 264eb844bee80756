package io.drover.http;

import static io.drover.http.FakeServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Meter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerBodyTest {

    private static final String TEXT = "{\"a\":\"größer 😀\"}";

    private static HttpConnection connection(FakeServer server, boolean compression) {
        HttpSettings settings = new HttpSettings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofMillis(2),
                Duration.ofMillis(20),
                Duration.ofMillis(300),
                compression);
        return new HttpConnection(
                "Test", server.url(), Credentials.NONE, settings, 4, Meter.NONE, AddressGuard.of("127.0.0.0/8"));
    }

    private static Reply ask(FakeServer.Line line, boolean compression) throws IOException {
        try (FakeServer server = new FakeServer(line);
                HttpConnection connection = connection(server, compression)) {
            return connection.send(Call.get("/things"));
        }
    }

    private static Reply ask(FakeServer.Line line) throws IOException {
        return ask(line, false);
    }

    private static ConnectorException failure(Reply reply) {
        return catchThrowableOfType(ConnectorException.class, reply::json);
    }

    private static byte[] packed(String how) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (how) {
                    case "gzip" -> new GZIPOutputStream(bytes);
                    case "deflate" -> new DeflaterOutputStream(bytes);
                    case "raw" -> new DeflaterOutputStream(bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
                    default -> bytes;
                }) {
            out.write(TEXT.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, gzip, false",
        "gzip, x-gzip, false",
        "gzip, GZIP, true",
        "deflate, deflate, false",
        "deflate, deflate, true",
        "raw, deflate, false",
        "plain, gzip, false",
        "plain, deflate, false",
        "plain, identity, false"
    })
    void what_is_compressed_though_nobody_asked_is_unpacked(String how, String said, boolean asked) throws IOException {
        Reply reply = ask(status(200, packed(how), "Content-Encoding", said), asked);
        assertThat(reply.json().path("a").asText()).isEqualTo("größer 😀");
    }

    @Test
    void what_cannot_be_unpacked_is_named() throws IOException {
        ConnectorException e = failure(ask(status(200, new byte[] {11, 2, -128, 3}, "Content-Encoding", "br")));
        assertThat(e.code()).isEqualTo("NOT_JSON");
        assertThat(e).hasMessageContaining("compressed with br, which Drover did not ask for");
        assertThat(e).hasMessageNotContaining("login page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "windows-1252", "utf-16", "utf-32"})
    void a_charset_that_is_named_is_read(String charset) throws IOException {
        byte[] body = "{\"a\":\"größer\"}".getBytes(Charset.forName(charset));
        Reply reply = ask(status(200, body, "Content-Type", "application/json;charset=" + charset));
        assertThat(reply.json().path("a").asText()).isEqualTo("größer");
    }

    @Test
    void utf8_is_read_as_such_whatever_its_header_says_and_a_mark_is_no_text() throws IOException {
        Reply named = ask(status(200, TEXT, "Content-Type", "application/json;charset=ISO-8859-1"));
        assertThat(named.json().path("a").asText()).isEqualTo("größer 😀");
        Reply odd = ask(status(200, TEXT, "Content-Type", "application/json;charset=none-such"));
        assertThat(odd.json().path("a").asText()).isEqualTo("größer 😀");
        assertThat(ask(status(200, "\ufeff" + TEXT)).json().path("a").asText()).isEqualTo("größer 😀");
    }

    @Test
    void a_charset_that_is_not_named_and_nothing_at_all_are_told() throws IOException {
        byte[] latin = "{\"a\":\"größer\"}".getBytes(Charset.forName("iso-8859-1"));
        assertThat(failure(ask(status(200, latin)))).hasMessageContaining("charset that it does not name");
        assertThat(failure(ask(status(204, "")))).hasMessageContaining("with status 204 and nothing else");
    }

    @Test
    void a_text_of_more_than_20_mb_and_a_long_number_pass() throws IOException {
        String text = "x".repeat(21 << 20);
        String number = "1".repeat(5000) + ".10";
        JsonNode node = ask(status(200, "{\"a\":\"" + text + "\",\"b\":" + number + "}"))
                .json();
        assertThat(node.path("a").asText()).hasSize(text.length());
        assertThat(node.path("b").asText()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 1_000_000})
    void what_nests_too_deep_is_the_record_s_own_failure(int depth) throws IOException {
        String body = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        ConnectorException e = failure(ask(status(200, body)));
        assertThat(e.code()).isEqualTo("UNEXPECTED_SHAPE");
        assertThat(e).hasMessageContaining("500 levels").hasMessageNotContaining("proxy");
        assertThat(e.answer()).contains("GET /things answered 200: " + body.length() + " bytes");
    }

    @Test
    void half_an_emoji_survives_in_both_directions() throws IOException {
        JsonNode node = ask(status(200, "{\"a\":\"cut \\ud83d\"}")).json();
        assertThat(node.path("a").asText()).isEqualTo("cut \ud83d");
        Call call = Call.post("/things", node);
        assertThat(WireJson.parse(Objects.requireNonNull(call.body()))).isEqualTo(node);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_answer_longer_than_its_call_allows_is_told_at_once(boolean chunked) throws IOException {
        byte[] body = ("\"" + "x".repeat(100_000) + "\"").getBytes(UTF_8);
        FakeServer.Line line = exchange -> {
            exchange.sendResponseHeaders(200, chunked ? 0 : body.length);
            exchange.getResponseBody().write(body);
        };
        try (FakeServer server = new FakeServer(line);
                HttpConnection connection = connection(server, false)) {
            ConnectorException e = catchThrowableOfType(
                    ConnectorException.class,
                    () -> connection.send(Call.get("/things").atMost(body.length - 1)));
            assertThat(e.code()).isEqualTo("ANSWER_TOO_LARGE");
            assertThat(e.type()).isEqualTo(FailureType.EXTERNAL);
            assertThat(e).hasMessageContaining("more than " + (body.length - 1));
            assertThat(server.seen).hasSize(1);
            assertThat(connection
                            .send(Call.get("/things").atMost(body.length))
                            .json()
                            .asText())
                    .hasSize(100_000);
        }
    }

    @Test
    void the_rest_of_a_longer_answer_is_not_read_and_a_bomb_does_not_go_off() throws IOException, InterruptedException {
        AtomicLong sent = new AtomicLong();
        CountDownLatch brokenOff = new CountDownLatch(1);
        FakeServer.Line endless = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[1 << 16];
            try (OutputStream out = exchange.getResponseBody()) {
                while (sent.addAndGet(chunk.length) < 1L << 40) {
                    out.write(chunk);
                }
            } catch (IOException e) {
                brokenOff.countDown();
            }
        };
        try (FakeServer server = new FakeServer(endless, status(200, bomb(), "Content-Encoding", "gzip"));
                HttpConnection connection = connection(server, false)) {
            Call call = Call.get("/things").atMost(1 << 20);
            assertThat(code(connection, call)).isEqualTo("ANSWER_TOO_LARGE");
            assertThat(brokenOff.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(sent.get()).isLessThan(64 << 20);
            assertThat(code(connection, call)).isEqualTo("ANSWER_TOO_LARGE");
        }
    }

    @Test
    void a_creation_whose_answer_is_too_long_is_in_doubt() throws IOException {
        try (FakeServer server = new FakeServer(status(201, TEXT));
                HttpConnection connection = connection(server, false)) {
            Call call =
                    Call.post("/things", JsonNodeFactory.instance.objectNode()).atMost(3);
            assertThat(connection.create(call)).isInstanceOfSatisfying(Sent.InDoubt.class, doubt -> assertThat(
                            doubt.why().code())
                    .isEqualTo("ANSWER_TOO_LARGE"));
        }
    }

    private static String code(HttpConnection connection, Call call) {
        return catchThrowableOfType(ConnectorException.class, () -> connection.send(call))
                .code();
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                out.write(zeros);
            }
        }
        return bytes.toByteArray();
    }
}
