package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.program.Caller.Reply;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ZephyrOptions;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final String CASE = "{\"name\":\"a\",\"properties\":[]}";

    private static RunningSandbox sandbox;
    private static Caller caller;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.start(ZephyrOptions.generated(20, 1), QTestOptions.usual());
        caller = new Caller(sandbox);
    }

    @BeforeEach
    void calm() {
        sandbox.reset();
    }

    @AfterAll
    static void stop() {
        caller.close();
        sandbox.close();
    }

    private static Reply post(Duration timeout) throws IOException {
        return caller.sendOrFail(
                "POST",
                caller.qtestProject() + "/test-cases",
                "bearer " + QTestLookAlike.in(sandbox).token(),
                CASE,
                timeout);
    }

    private static int created() {
        return QTestLookAlike.in(sandbox).counts().testCases();
    }

    @Test
    void a_post_whose_answer_is_lost_has_taken_effect() {
        sandbox.faults().set(Fault.LOST_ANSWER, Rule.next(1));
        assertThatThrownBy(() -> post(Duration.ofSeconds(10)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(sandbox.faults().fired(Fault.LOST_ANSWER)).isPositive();
        assertThat(created()).isPositive();
    }

    @Test
    void a_reset_connection_leaves_nothing_behind() {
        sandbox.faults().set(Fault.CONNECTION_RESET, Rule.ALWAYS.on("POST"));
        assertThatThrownBy(() -> post(Duration.ofSeconds(10)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(sandbox.faults().fired(Fault.CONNECTION_RESET)).isPositive();
        assertThat(created()).isZero();
    }

    @Test
    void a_truncated_body_ends_early() {
        sandbox.faults().set(Fault.TRUNCATED_BODY, Rule.percent(100).on("POST"));
        assertThatThrownBy(() -> post(Duration.ofSeconds(10)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(sandbox.faults().fired(Fault.TRUNCATED_BODY)).isPositive();
    }

    @Test
    void a_stalled_body_never_ends() {
        sandbox.faults().set(Fault.STALLED_BODY, Rule.next(1));
        assertThatThrownBy(() -> post(Duration.ofMillis(300))).isInstanceOf(HttpTimeoutException.class);
        assertThat(sandbox.faults().fired(Fault.STALLED_BODY)).isOne();
    }

    @Test
    void errors_come_in_the_shape_of_each_system_and_do_nothing() {
        sandbox.faults().set(Fault.SERVER_ERROR, Rule.next(2));
        assertThat(caller.qtest("POST", "/test-cases", CASE).message()).isNotEmpty();
        assertThat(caller.zephyr("/projects").json().path("errorCode").asInt()).isEqualTo(500);
        sandbox.faults().set(Fault.HTML_503, Rule.next(1));
        Reply html = caller.qtest("POST", "/test-cases", CASE);
        assertThat(html.status()).isEqualTo(503);
        assertThat(html.headers().firstValue("content-type").orElse("")).startsWith("text/html");
        assertThat(created()).isZero();
    }

    @Test
    void a_percentage_strikes_about_that_share_and_only_its_route() {
        sandbox.faults().set(Fault.SERVER_ERROR, Rule.percent(25).on("zephyr GET /v2/projects"));
        int struck = 0;
        for (int i = 0; i < 200; i++) {
            struck += caller.zephyr("/projects").status() == 500 ? 1 : 0;
        }
        assertThat(struck).isBetween(25, 75).isEqualTo((int) sandbox.faults().fired(Fault.SERVER_ERROR));
        assertThat(caller.zephyr("/healthcheck").status()).isEqualTo(200);
    }

    @Test
    void latency_delays_every_answer_but_not_the_admin() {
        caller.admin("POST", "/faults", "{\"latencyMs\":150}");
        long before = System.nanoTime();
        caller.zephyr("/projects");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(140));
    }

    @Test
    void too_many_requests_are_429_and_say_when_to_come_back() {
        assertThat(limited("SECONDS").headers().firstValue("retry-after")).contains("1");
        assertThat(limited("ZERO").headers().firstValue("retry-after")).contains("0");
        assertThat(limited("ABSENT").headers().firstValue("retry-after")).isEmpty();
        String date = limited("DATE").headers().firstValue("retry-after").orElseThrow();
        assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
                .isNotNull();
    }

    private static Reply limited(String retryAfter) {
        caller.admin("POST", "/faults", "{\"qtestPerSecond\":1,\"retryAfter\":\"" + retryAfter + "\"}");
        return Awaitility.await().until(() -> caller.qtest("/users"), reply -> reply.status() == 429);
    }

    @Test
    void qtest_tells_what_is_left_of_its_budgets() {
        caller.admin("POST", "/faults", "{\"qtestPerSecond\":100}");
        Reply reply = caller.qtest("/users");
        assertThat(reply.headers().firstValue("x-ratelimit-remaining-minute")).isPresent();
        assertThat(reply.headers().firstValue("x-ratelimit-remaining-month")).isPresent();
    }

    @Test
    void search_sees_a_new_case_only_after_the_lag() {
        caller.admin("POST", "/faults", "{\"searchLagMs\":400}");
        caller.qtest("POST", "/test-cases", CASE);
        assertThat(found()).isZero();
        assertThat(caller.qtest("/test-cases").json()).hasSize(1);
        Awaitility.await().until(() -> found() == 1);
    }

    private static int found() {
        return caller.qtest("POST", "/search", "{\"object_type\":\"test-cases\",\"query\":\"\"}")
                .json()
                .path("total")
                .asInt();
    }

    @Test
    void a_created_case_is_200_or_201() {
        assertThat(caller.qtest("POST", "/test-cases", CASE).status()).isEqualTo(200);
        caller.admin("POST", "/faults", "{\"createdStatus\":201}");
        assertThat(caller.qtest("POST", "/test-cases", CASE).status()).isEqualTo(201);
    }

    @Test
    void an_unknown_switch_or_a_bad_value_changes_nothing() {
        assertThat(caller.admin("POST", "/faults", "{\"latencyMs\":5,\"nonsense\":1}")
                        .status())
                .isEqualTo(400);
        assertThat(caller.admin("POST", "/faults", "{\"latencyMs\":-1}").status())
                .isEqualTo(400);
        assertThat(caller.admin("POST", "/faults", "{\"serverError\":{\"percent\":101}}")
                        .status())
                .isEqualTo(400);
        assertThat(caller.admin("POST", "/faults", "{\"serverError\":{\"often\":1}}")
                        .status())
                .isEqualTo(400);
        assertThat(caller.admin("GET", "/faults", "").json().path("latencyMs").asInt(-1))
                .isZero();
    }

    @Test
    void requests_are_counted_by_route_until_reset() {
        caller.zephyr("/testcases/GEN-T1");
        caller.zephyr("/testcases/GEN-T2");
        assertThat(sandbox.requests()).containsEntry("zephyr GET /v2/testcases/{key}", 2L);
        assertThat(caller.admin("POST", "/reset", "").status()).isEqualTo(204);
        assertThat(sandbox.requests()).doesNotContainKey("zephyr GET /v2/testcases/{key}");
    }
}
