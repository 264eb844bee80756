package io.drover.http;

import static io.drover.http.FakeServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Meter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EachRecordTest {

    private static final List<Integer> MANY = IntStream.range(0, 60).boxed().toList();
    private static final FakeServer.Line WELL = status(200, "{\"status\":\"UP\"}");
    private static final FakeServer.Line GOOD = status(200, "{}");

    /** Milliseconds of patience: a record that fails for ever costs little here. An answer may take its time. */
    private static final HttpSettings QUICK = quick(Duration.ofSeconds(10));

    /** What each path answers; what is not here is good. */
    private final Map<String, FakeServer.Line> answers = new ConcurrentHashMap<>(Map.of("/health", WELL));

    private final Queue<Integer> done = new ConcurrentLinkedQueue<>();
    private final Map<Integer, ConnectorException> rejected = new TreeMap<>();

    @AutoClose
    private final FakeServer server = new FakeServer(exchange ->
            answers.getOrDefault(exchange.getRequestURI().getPath(), GOOD).play(exchange));

    @AutoClose
    private final HttpConnection connection = connection(QUICK);

    EachRecordTest() throws IOException {}

    private static HttpSettings quick(Duration responseTimeout) {
        return new HttpSettings(
                Duration.ofSeconds(10),
                responseTimeout,
                Duration.ofMillis(2),
                Duration.ofMillis(10),
                Duration.ofMillis(60),
                false);
    }

    private HttpConnection connection(HttpSettings settings) {
        return new HttpConnection(
                "Test", server.url(), Credentials.NONE, settings, 8, Meter.NONE, AddressGuard.of("127.0.0.0/8"));
    }

    @Test
    void nothing_is_asked_twice_and_no_control_question_when_all_are_well() {
        forEach(MANY);
        assertThat(done).containsExactlyInAnyOrderElementsOf(MANY);
        assertThat(server.seen).hasSize(MANY.size());
    }

    @ParameterizedTest
    @CsvSource({
        "400, '{\"message\":\"no\"}', GET /7 answered 400: no",
        "404, '', 'GET /7 answered 404, and nothing else'",
        "403, '<html><head><title>Attention Required!</title></head></html>', " + "GET /7 answered 403: an HTML page",
        "403, '{\"message\":\"no\"}', GET /7 answered 403",
        "413, too large, GET /7 answered 413: too large",
        "500, '<p>oops</p>', GET /7 answered 500: an HTML page: oops",
        "503, '', 'GET /7 answered 503, and nothing else'",
        "204, '', 'GET /7 answered 204, and nothing else'",
        "200, '', 'GET /7 answered 200, and nothing else'",
        "200, '{\"text\":\"of a rec', GET /7 answered 200: 17 bytes",
        "200, '<html>Sign in</html>', GET /7 answered 200: an HTML page: Sign in"
    })
    void a_record_that_the_system_does_not_give_is_rejected_and_the_others_are_done(
            int status, String body, String answer) {
        answers.put("/7", status(status, body));
        forEach(MANY);
        assertThat(done).hasSize(MANY.size() - 1).doesNotContain(7).doesNotHaveDuplicates();
        assertThat(rejected).containsOnlyKeys(7);
        assertThat(answer(7)).contains(answer);
    }

    @Test
    void half_an_answer_and_none_at_all_are_the_record_s_too() {
        CountDownLatch over = new CountDownLatch(1);
        answers.put("/3", FakeServer.truncated());
        answers.put("/5", exchange -> await(over));
        try (HttpConnection impatient = connection(quick(Duration.ofSeconds(1)))) {
            EachRecord.forEach(MANY, 8, this::control, item -> ask(impatient, item), rejected::put);
        }
        over.countDown();
        assertThat(done).hasSize(MANY.size() - 2);
        assertThat(rejected).containsOnlyKeys(3, 5);
        assertThat(answer(3)).contains("GET /3: the connection broke");
        assertThat(answer(5)).contains("GET /5: no answer in time");
    }

    @Test
    void what_works_the_second_time_is_done() {
        AtomicInteger asked = new AtomicInteger();
        answers.put("/7", exchange -> (asked.incrementAndGet() == 1 ? status(404, "") : GOOD).play(exchange));
        forEach(MANY);
        assertThat(done).containsExactlyInAnyOrderElementsOf(MANY);
        assertThat(rejected).isEmpty();
    }

    @Test
    void a_system_that_is_not_well_afterwards_is_to_blame() {
        answers.put("/7", status(500, ""));
        answers.put("/health", status(503, ""));
        assertThat(failure(() -> forEach(MANY))).hasMessageContaining("/health");
        assertThat(rejected).isEmpty();
    }

    @Test
    void an_outage_ends_the_round_early() {
        MANY.forEach(i -> answers.put("/" + i, status(500, "")));
        assertThat(failure(() -> forEach(MANY)).code()).isEqualTo("SYSTEM_FAILING");
        assertThat(server.seen).doesNotContain("GET /59");
        assertThat(rejected).isEmpty();
    }

    @Test
    void many_bad_records_that_come_in_last_since_they_wait_are_no_outage() {
        MANY.stream().filter(i -> i % 2 == 0).forEach(i -> answers.put("/" + i, status(500, "")));
        forEach(MANY);
        assertThat(rejected).hasSize(30).doesNotContainKey(1);
        assertThat(done).hasSize(30);
    }

    @Test
    void many_refusals_in_a_row_are_the_records_as_long_as_the_system_answers() {
        MANY.forEach(i -> answers.put("/" + i, status(400, "")));
        forEach(MANY);
        assertThat(rejected).hasSize(MANY.size());
    }

    @Test
    void a_refused_token_stops_at_once() {
        answers.put("/0", status(401, ""));
        assertThat(failure(() -> forEach(MANY)).code()).isEqualTo("TOKEN_REFUSED");
        assertThat(rejected).isEmpty();
        assertThat(server.seen).doesNotContain("GET /health");
    }

    @Test
    void what_is_forbidden_from_the_beginning_stops_at_once() {
        MANY.forEach(i -> answers.put("/" + i, status(403, "{}")));
        assertThat(failure(() -> forEach(MANY)).code()).isEqualTo("NO_PERMISSION");
        assertThat(rejected).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    void what_is_forbidden_among_others_that_work_is_the_record_s(int bad) {
        answers.put("/" + bad, status(403, "{}"));
        forEach(MANY);
        assertThat(rejected).containsOnlyKeys(bad);
    }

    @Test
    void what_the_rejection_throws_goes_through() {
        MANY.forEach(i -> answers.put("/" + i, status(404, "")));
        ConnectorException enough = new ConnectorException("TOO_MANY_REJECTED", FailureType.USER, "enough");
        assertThatThrownBy(() -> EachRecord.forEach(MANY, 8, this::control, this::ask, (item, why) -> {
                    throw enough;
                }))
                .isSameAs(enough);
    }

    @ParameterizedTest
    @CsvSource({
        "STALE_ATTEMPT, INTERNAL",
        "INTERRUPTED, RESOURCES",
        "TOO_MANY_REJECTED, USER",
        "SECRET_UNKNOWN, USER",
        "THROTTLED, EXTERNAL",
        "HOST_UNREACHABLE, EXTERNAL"
    })
    void what_is_about_no_record_stops_at_once(String code, FailureType type) {
        ConnectorException why = new ConnectorException(code, type, "no");
        assertThatThrownBy(() -> EachRecord.forEach(
                        MANY,
                        8,
                        this::control,
                        item -> {
                            throw why;
                        },
                        rejected::put))
                .isSameAs(why);
        assertThat(server.seen).isEmpty();
        assertThat(rejected).isEmpty();
    }

    @Test
    void a_bug_is_no_record_s() {
        assertThatThrownBy(() -> EachRecord.forEach(
                        MANY,
                        8,
                        this::control,
                        item -> {
                            throw new IllegalStateException("a bug");
                        },
                        rejected::put))
                .isInstanceOf(IllegalStateException.class);
    }

    private void forEach(List<Integer> items) {
        EachRecord.forEach(items, 8, this::control, this::ask, rejected::put);
    }

    private void control() {
        connection.send(Call.get("/health")).json();
    }

    private void ask(int item) {
        ask(connection, item);
    }

    private void ask(HttpConnection connection, int item) {
        connection.send(Call.get("/" + item)).json();
        done.add(item);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> answer(int item) {
        return Objects.requireNonNull(rejected.get(item)).answer();
    }

    private static ConnectorException failure(Runnable action) {
        return catchThrowableOfType(ConnectorException.class, action::run);
    }
}
