package io.drover.http;

import static io.drover.http.FakeServer.status;
import static io.drover.http.FakeServer.truncated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.spi.ConnectorException;
import io.drover.spi.Meter;
import io.drover.spi.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnceTest {

    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Once GET = Once.get("/things", SILENCE);

    @Test
    void a_failing_system_is_asked_once_and_its_answer_is_the_callers_to_judge() throws Exception {
        try (FakeServer server = new FakeServer(status(503, "later", "X-Thing", "a"));
                HttpConnection connection = connect(server.url(), Credentials.token("t"))) {
            String answer = connection.once(
                    GET, reply -> reply.status() + reply.headers().get("x-thing") + read(reply) + reply.delimited());

            assertThat(answer).isEqualTo("503alatertrue");
            assertThat(server.seen).containsExactly("GET /things");
            assertThat(server.headers.getFirst().get("Authorization")).isEqualTo(List.of("Token t"));
            assertThat(server.headers.getFirst().get("Connection")).isEqualTo(List.of("close"));
        }
    }

    @Test
    void half_a_body_is_no_end() throws Exception {
        try (FakeServer server = new FakeServer(truncated());
                HttpConnection connection = connect(server.url(), Credentials.NONE)) {
            assertThatThrownBy(() -> connection.once(GET, OnceTest::read)).isInstanceOf(IOException.class);
            assertThat(server.seen).hasSize(1);
        }
    }

    @Test
    void chunks_that_stop_are_no_end() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpConnection connection = connect("http://127.0.0.1:" + server.getLocalPort(), Credentials.NONE)) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            assertThatThrownBy(() -> connection.once(GET, OnceTest::read)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_redirect_is_an_answer_too() throws Exception {
        try (FakeServer server = new FakeServer(status(302, "", "Location", "/elsewhere"));
                HttpConnection connection = connect(server.url(), Credentials.NONE)) {
            assertThat(connection.<Integer>once(GET, Arriving::status)).isEqualTo(302);
            assertThat(server.seen).hasSize(1);
        }
    }

    @Test
    void what_did_not_leave_is_told_from_what_may_have() throws Exception {
        String closed;
        try (FakeServer server = new FakeServer(status(200, ""))) {
            closed = server.url();
        }
        try (HttpConnection connection = connect(closed, Credentials.NONE)) {
            assertThatThrownBy(() -> connection.once(GET, Arriving::status))
                    .isInstanceOfSatisfying(
                            ConnectorException.class, e -> assertThat(e.code()).isEqualTo("HOST_UNREACHABLE"));
        }
    }

    @Test
    void a_body_that_cannot_be_had_does_not_pass_for_a_system_that_cannot_be_reached() throws Exception {
        try (FakeServer server = new FakeServer(status(200, ""));
                HttpConnection connection = connect(server.url(), Credentials.NONE)) {
            Once.Body body = new Once.Body(10, out -> {
                throw new ConnectException("the store of the body");
            });

            assertThatThrownBy(() ->
                            connection.once(new Once(Call.Method.POST, "/import", body, SILENCE), Arriving::status))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void a_body_goes_out_as_it_is_written_with_its_length() throws Exception {
        try (FakeServer server = new FakeServer(status(200, ""));
                HttpConnection connection = connect(server.url(), Credentials.NONE)) {
            Once.Body body = new Once.Body(300_000, out -> {
                for (int i = 0; i < 300; i++) {
                    out.write(new byte[1_000]);
                }
            });

            assertThat(connection.<Integer>once(new Once(Call.Method.POST, "/import", body, SILENCE), Arriving::status))
                    .isEqualTo(200);
            assertThat(server.headers.getFirst().get("Content-length")).isEqualTo(List.of("300000"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_may_not_be_sent_any_more_when_its_turn_comes_is_not_sent(boolean asked) throws Exception {
        AtomicBoolean allowed = new AtomicBoolean(true);
        Runnable check = () -> {
            if (!allowed.get()) {
                throw new IllegalStateException("not any more");
            }
        };
        LateTurn late = new LateTurn(asked);
        try (FakeServer server = new FakeServer(status(200, ""));
                HttpConnection connection = connect(server.url(), Credentials.NONE, late);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> sent = threads.submit(() -> connection.once(GET, check, check, Arriving::status));
            assertThat(late.waits.await(30, TimeUnit.SECONDS)).isTrue();
            allowed.set(false);
            late.comes.countDown();

            assertThatThrownBy(() -> sent.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("not any more");
            assertThat(server.seen).isEmpty();
            assertThat(late.begun).hasValue(0);
            assertThat(late.closed).hasValue(asked ? 0 : 1);

            allowed.set(true);
            assertThat(connection.<Integer>once(GET, check, check, Arriving::status))
                    .isEqualTo(200);
            assertThat(server.seen).hasSize(1);
        }
    }

    /** A turn that comes when the test lets it; before, it is asked whether it is wanted still, or it is not. */
    private static final class LateTurn implements Meter {

        private final CountDownLatch waits = new CountDownLatch(1);
        private final CountDownLatch comes = new CountDownLatch(1);
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private final boolean asked;

        private LateTurn(boolean asked) {
            this.asked = asked;
        }

        @Override
        public Turn turn(String address, Runnable wanted) {
            waits.countDown();
            try {
                if (!comes.await(30, TimeUnit.SECONDS)) {
                    throw new AssertionError("nobody let it go");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (asked) {
                wanted.run();
            }
            return new Turn() {
                @Override
                public void answered(Answered answer) {}

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }

        @Override
        public void request() {
            begun.incrementAndGet();
        }

        @Override
        public void throttled() {}
    }

    private static String read(Arriving answer) throws IOException {
        return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static HttpConnection connect(String url, Credentials credentials) {
        return connect(url, credentials, Meter.NONE);
    }

    private static HttpConnection connect(String url, Credentials credentials, Meter meter) {
        return new HttpConnection(
                "Test", url, credentials, HttpSettings.DEFAULT, 1, meter, AddressGuard.of("127.0.0.0/8"));
    }
}
