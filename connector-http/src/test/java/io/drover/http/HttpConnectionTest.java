package io.drover.http;

import static io.drover.http.FakeServer.status;
import static io.drover.http.FakeServer.truncated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Meter;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

    private static final String TOKEN = "very-secret-token";
    private static final Call GET = Call.get("/things?token=hidden");
    private static final Call POST = Call.post("/things", JsonNodeFactory.instance.objectNode());
    private static final HttpSettings QUICK = new HttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofMillis(2),
            Duration.ofMillis(20),
            Duration.ofSeconds(10),
            false);

    private final Counter meter = new Counter();

    @Test
    void what_is_checked_last_keeps_the_request_from_the_system_also_after_a_wait_for_a_permit() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (FakeServer server = new FakeServer(exchange -> {
                    arrived.countDown();
                    await(answer);
                    exchange.sendResponseHeaders(201, -1);
                });
                HttpConnection connection = new HttpConnection(
                        "Test",
                        server.url(),
                        Credentials.bearer(TOKEN),
                        QUICK,
                        1,
                        Meter.NONE,
                        AddressGuard.of("127.0.0.0/8"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicBoolean owned = new AtomicBoolean(true);
            Future<Sent> first = threads.submit(() -> connection.create(POST, () -> {}));
            arrived.await();
            Future<Sent> second = threads.submit(() -> connection.create(POST, () -> {
                if (!owned.get()) {
                    throw new IllegalStateException("not owned any more");
                }
            }));

            owned.set(false);
            answer.countDown();

            assertThat(first.get()).isInstanceOf(Sent.Answered.class);
            assertThatThrownBy(second::get).hasRootCauseMessage("not owned any more");
            assertThat(server.seen).hasSize(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_get_is_repeated_until_the_system_is_well_again() throws IOException {
        try (FakeServer server = new FakeServer(
                status(503, "<html>down</html>"), status(500, ""), truncated(), status(200, "{\"a\":1.10}"))) {
            assertThat(connection(server).send(GET).json().get("a").asText()).isEqualTo("1.10");
            assertThat(meter.requests).hasValue(4);
            assertThat(meter.throttled).hasValue(0);
        }
    }

    @Test
    void a_post_that_creates_is_in_doubt_after_a_server_error_and_not_repeated() throws IOException {
        try (FakeServer server = new FakeServer(status(500, "{\"message\":\"oops\"}"))) {
            assertThat(connection(server).create(POST)).isInstanceOf(Sent.InDoubt.class);
            assertThat(server.seen).hasSize(1);
        }
    }

    @Test
    void a_post_that_creates_is_in_doubt_after_half_an_answer_or_a_page_of_html() throws IOException {
        try (FakeServer server = new FakeServer(truncated(), status(200, "<html>login</html>"))) {
            assertThat(connection(server).create(POST)).isInstanceOf(Sent.InDoubt.class);
            assertThat(connection(server).create(POST)).isInstanceOf(Sent.InDoubt.class);
        }
    }

    @Test
    void a_post_that_creates_is_repeated_after_429_which_means_not_done() throws IOException {
        try (FakeServer server = new FakeServer(status(429, "", "Retry-After", "0"), status(201, "{\"id\":1}"))) {
            assertThat(connection(server).create(POST)).isInstanceOfSatisfying(Sent.Answered.class, sent -> assertThat(
                            sent.reply().status())
                    .isEqualTo(201));
            assertThat(meter.throttled).hasValue(1);
        }
    }

    @Test
    void the_wait_that_the_system_asks_for_is_honoured() throws IOException {
        try (FakeServer server = new FakeServer(status(429, "", "Retry-After", "1"), status(200, "{}"))) {
            long start = System.nanoTime();
            connection(server).send(GET);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_wait_beyond_all_patience_is_handed_on_with_the_failure() throws IOException {
        try (FakeServer server = new FakeServer(status(429, "", "Retry-After", "3600"))) {
            ConnectorException e = failure(() -> connection(server).send(GET));
            assertThat(e.code()).isEqualTo("THROTTLED");
            assertThat(e.type()).isEqualTo(FailureType.EXTERNAL);
            assertThat(e.retryAfter()).contains(Duration.ofHours(1));
        }
    }

    @Test
    void a_system_that_stays_down_is_a_failure_of_its_own() throws IOException {
        try (FakeServer server = new FakeServer(status(503, "<html>down</html>"))) {
            ConnectorException e = failure(
                    () -> connection(server).withPatience(Duration.ofSeconds(1)).send(GET));
            assertThat(e.code()).isEqualTo("SYSTEM_FAILING");
            assertThat(e.retryAfter()).isPresent();
            assertThat(server.seen).hasSizeGreaterThan(1);
        }
    }

    @Test
    void statuses_become_typed_failures_and_what_is_said_of_a_refused_token_is_not_quoted() throws IOException {
        try (FakeServer server = new FakeServer(
                status(401, "{\"error\":\"bad token\"}"),
                status(403, "{\"Message\":\"very odd\"}"),
                status(200, "<html>Sign in</html>"))) {
            HttpConnection connection = connection(server);
            ConnectorException refused = failure(() -> connection.send(GET).json());
            assertThat(refused.code()).isEqualTo("TOKEN_REFUSED");
            assertThat(refused)
                    .hasMessageNotContaining("bad token")
                    .hasMessageContaining(server.url())
                    .hasMessageEndingWith("drover secrets set NAME.");
            ConnectorException forbidden = failure(() -> connection.send(GET).json());
            assertThat(forbidden.code()).isEqualTo("NO_PERMISSION");
            assertThat(forbidden).hasMessageNotContaining("very odd");
            assertThat(failure(() -> connection.send(GET).json()).code()).isEqualTo("NOT_JSON");
            assertThat(refused.toString() + connection + connection.send(GET))
                    .doesNotContain(TOKEN)
                    .doesNotContain("hidden");
        }
    }

    @Test
    void nobody_listening_is_unreachable_and_an_unknown_name_is_the_users_to_mend() {
        ConnectorException nobody = failure(() -> connection("http://127.0.0.1:1")
                .withPatience(Duration.ofMillis(20))
                .send(GET));
        assertThat(nobody.code()).isEqualTo("HOST_UNREACHABLE");
        assertThat(nobody).hasMessageContaining("127.0.0.1:1");
        ConnectorException unknown =
                failure(() -> connection("http://nowhere.invalid").send(GET));
        assertThat(unknown.code()).isEqualTo("HOST_UNKNOWN");
        assertThat(unknown.type()).isEqualTo(FailureType.USER);
    }

    @Test
    void private_and_metadata_addresses_are_refused_unless_allowed() throws IOException {
        try (FakeServer server = new FakeServer(status(200, "{}"))) {
            HttpConnection closed = connection(server.url(), AddressGuard.of("10.0.0.0/8"));
            assertThat(failure(() -> closed.send(GET)).code()).isEqualTo("ADDRESS_REFUSED");
            assertThat(server.seen).isEmpty();
        }
        HttpConnection metadata = connection("http://169.254.169.254", AddressGuard.of("0.0.0.0/0"));
        assertThat(failure(() -> metadata.send(GET)).code()).isEqualTo("ADDRESS_REFUSED");
    }

    @Test
    void a_redirected_get_is_followed_and_its_new_address_is_checked_too() throws IOException {
        try (FakeServer other = new FakeServer(status(200, "{\"b\":2}"));
                FakeServer server = new FakeServer(
                        status(302, "", "Location", other.url() + "/moved"),
                        status(302, "", "Location", "http://169.254.169.254/latest"))) {
            HttpConnection connection = connection(server);
            assertThat(connection.send(GET).json().get("b").asInt()).isEqualTo(2);
            assertThat(other.headers.getFirst()).doesNotContainKey("Authorization");
            assertThat(failure(() -> connection.send(GET)).code()).isEqualTo("ADDRESS_REFUSED");
        }
    }

    @Test
    void a_redirected_post_is_not_followed() throws IOException {
        try (FakeServer server = new FakeServer(status(307, "", "Location", "/elsewhere"))) {
            assertThat(connection(server).create(POST)).isInstanceOfSatisfying(Sent.Answered.class, sent -> assertThat(
                            sent.reply().failure().code())
                    .isEqualTo("REDIRECTED"));
            assertThat(server.seen).hasSize(1);
        }
    }

    @Test
    void an_expired_token_is_renewed_and_one_that_stays_refused_is_given_up() throws IOException {
        try (FakeServer server = new FakeServer(status(401, "{}"), status(200, "{}"), status(401, "{}"))) {
            Renewable credentials = new Renewable();
            HttpConnection connection = new HttpConnection(
                    "Test", server.url(), credentials, QUICK, 4, meter, AddressGuard.of("127.0.0.0/8"));
            assertThat(connection.send(GET).status()).isEqualTo(200);
            assertThat(connection.send(GET).status()).isEqualTo(401);
            assertThat(credentials.renewed).hasValue(4);
        }
    }

    @Test
    void a_base_url_with_a_password_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> connection("http://user:" + TOKEN + "@host.example"))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("BASE_URL_INVALID"))
                .hasMessageNotContaining(TOKEN);
    }

    private HttpConnection connection(FakeServer server) {
        return connection(server.url());
    }

    private HttpConnection connection(String url) {
        return connection(url, AddressGuard.of("127.0.0.0/8"));
    }

    private HttpConnection connection(String url, AddressGuard guard) {
        return new HttpConnection("Test", url, Credentials.bearer(TOKEN), QUICK, 4, meter, guard);
    }

    private static ConnectorException failure(Runnable action) {
        return catchThrowableOfType(ConnectorException.class, action::run);
    }

    private static final class Counter implements Meter {
        private final AtomicInteger requests = new AtomicInteger();
        private final AtomicInteger throttled = new AtomicInteger();

        @Override
        public void request() {
            requests.incrementAndGet();
        }

        @Override
        public void throttled() {
            throttled.incrementAndGet();
        }
    }

    private static final class Renewable implements Credentials {
        private final AtomicInteger renewed = new AtomicInteger();

        @Override
        public Optional<String> authorization() {
            return Optional.of("bearer " + renewed.get());
        }

        @Override
        public boolean renew(Optional<String> refused) {
            renewed.incrementAndGet();
            return true;
        }
    }
}
