package io.drover.http;

import static io.drover.http.FakeServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.spi.ConnectorException;
import io.drover.spi.Meter;
import io.drover.spi.Turn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Requests of an attempt whose turns somebody gives. */
class ThrottledTest {

    private static final Call POST = Call.post("/things", JsonNodeFactory.instance.objectNode());
    private static final HttpSettings HASTY = patience(Duration.ofMillis(100));

    private final Turns turns = new Turns();

    @Test
    void a_request_that_is_refused_for_a_limit_is_kept_far_beyond_the_patience_for_failures() throws IOException {
        try (FakeServer server = new FakeServer(
                status(429, "", "Retry-After", "1"), status(429, "", "Retry-After", "1"), status(201, "{}"))) {
            assertThat(connection(server).create(POST)).isInstanceOf(Sent.Answered.class);
            assertThat(turns.answers).extracting(Turn.Answered::status).containsExactly(429, 429, 201);
            assertThat(turns.answers.getFirst().retryAfter()).contains(Duration.ofSeconds(1));
            assertThat(turns.closed).hasValue(3);
        }
    }

    @Test
    void a_failure_after_a_refusal_has_its_whole_patience() throws IOException {
        try (FakeServer server = new FakeServer(
                status(429, "", "Retry-After", "2"),
                status(429, "", "Retry-After", "2"),
                status(500, ""),
                status(200, "{}"))) {
            HttpConnection connection =
                    connection(server, patience(Duration.ofSeconds(3))); // less than the refusals take
            assertThat(connection.send(Call.get("/things")).status()).isEqualTo(200);
        }
    }

    @Test
    void only_a_wait_beyond_the_longest_gives_the_batch_back() throws IOException {
        try (FakeServer server = new FakeServer(status(429, "", "Retry-After", "7200"))) {
            ConnectorException e = catchThrowableOfType(
                    ConnectorException.class, () -> connection(server).send(Call.get("/things")));
            assertThat(e.code()).isEqualTo("THROTTLED");
            assertThat(e.retryAfter()).contains(Duration.ofHours(2));
        }
    }

    @Test
    void a_wait_ends_when_the_batch_is_not_owned_any_more() throws IOException {
        try (FakeServer server = new FakeServer(status(429, "", "Retry-After", "600"))) {
            AtomicInteger checks = new AtomicInteger();
            IllegalStateException e = catchThrowableOfType(
                    IllegalStateException.class, () -> connection(server).create(POST, () -> {
                        if (server.seen.size() == 1 && checks.incrementAndGet() > 1) {
                            throw new IllegalStateException("not owned any more");
                        }
                    }));
            assertThat(e).hasMessage("not owned any more");
            assertThat(server.seen).hasSize(1);
        }
    }

    private HttpConnection connection(FakeServer server) {
        return connection(server, HASTY);
    }

    private HttpConnection connection(FakeServer server, HttpSettings settings) {
        return new HttpConnection(
                "Test", server.url(), Credentials.NONE, settings, 4, turns, AddressGuard.of("127.0.0.0/8"));
    }

    private static HttpSettings patience(Duration patience) {
        Duration aTimeout = Duration.ofSeconds(10);
        return new HttpSettings(aTimeout, aTimeout, Duration.ofMillis(2), Duration.ofMillis(20), patience, false);
    }

    private static final class Turns implements Meter {

        private final List<Turn.Answered> answers = new ArrayList<>();
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public void request() {}

        @Override
        public void throttled() {}

        @Override
        public Optional<Duration> longestWait() {
            return Optional.of(Duration.ofHours(1));
        }

        @Override
        public Turn turn(String address, Runnable wanted) {
            return new Turn() {
                @Override
                public void answered(Answered answer) {
                    answers.add(answer);
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }
    }
}
