package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.LimitRule;
import io.drover.sandbox.faults.LimitRule.Kind;
import io.drover.sandbox.faults.RateLimit;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ZephyrOptions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How limits are counted; the clock is the test's. */
class LimitsTest {

    private static final long SECOND = 1_000_000_000L;

    private final RateLimit limit = new RateLimit();

    @Test
    void a_fixed_window_begins_anew_with_each_full_minute() {
        limit.rule(new LimitRule(Kind.FIXED, 3, 60, 0, true, false));

        assertThat(taken(59, 5)).isEqualTo(3);
        assertThat(limit.secondsToMore(59 * SECOND, "a")).isEqualTo(1);
        assertThat(limit.headers(59 * SECOND, "a"))
                .containsEntry("X-RateLimit-Limit", "3")
                .containsEntry("X-RateLimit-Remaining", "0")
                .containsEntry("X-RateLimit-Reset", "1");
        assertThat(taken(60, 5)).isEqualTo(3);
        assertThat(limit.refused()).isEqualTo(4);
        assertThat(limit.taken()).isEqualTo(6);
    }

    @Test
    void a_sliding_window_looks_back_from_each_request() {
        limit.rule(new LimitRule(Kind.SLIDING, 3, 60, 0, false, false));

        assertThat(taken(50, 3)).isEqualTo(3);
        assertThat(taken(60, 1)).isZero();
        assertThat(taken(110, 5)).isEqualTo(3);
        assertThat(limit.headers(110 * SECOND, "a")).isEmpty();
    }

    @Test
    void a_bucket_gives_what_it_holds_and_then_what_flows_in() {
        limit.rule(new LimitRule(Kind.BUCKET, 5, 1, 20, true, false));

        assertThat(taken(10, 30)).isEqualTo(20);
        assertThat(taken(11, 30)).isEqualTo(5);
        assertThat(limit.headers(11 * SECOND, "a")).containsEntry("X-RateLimit-FillRate", "5");
    }

    @Test
    void so_many_at_once_are_those_that_are_not_answered() {
        limit.rule(new LimitRule(Kind.CONCURRENT, 2, 0, 0, false, false));

        assertThat(taken(1, 3)).isEqualTo(2);
        limit.answered(SECOND, 2 * SECOND, "a");
        assertThat(taken(2, 2)).isEqualTo(1);
        assertThat(limit.busyNanos()).isEqualTo(SECOND);
    }

    @Test
    void each_has_its_own_and_without_a_limit_all_are_taken() {
        limit.rule(new LimitRule(Kind.FIXED, 1, 1, 0, false, true));
        assertThat(limit.admit(SECOND, "one")).isTrue();
        assertThat(limit.admit(SECOND, "other")).isTrue();
        assertThat(limit.admit(SECOND, "one")).isFalse();

        limit.rule(null);
        assertThat(taken(1, 100)).isEqualTo(100);
    }

    @Test
    void a_rule_that_counts_nothing_is_refused() {
        assertThatThrownBy(() -> new LimitRule(Kind.FIXED, 0, 1, 0, false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    @Test
    void it_is_set_over_the_admin_address_and_told_by_answers() throws Exception {
        try (RunningSandbox sandbox = RunningSandbox.start(ZephyrOptions.generated(5, 1), QTestOptions.usual());
                Caller caller = new Caller(sandbox)) {
            caller.admin(
                    "POST",
                    "/limits",
                    "{\"zephyr\": {\"kind\": \"FIXED\", \"requests\": 2, \"seconds\": 3600, \"headers\": true}}");

            assertThat(caller.zephyr("/projects").status()).isEqualTo(200);
            assertThat(caller.zephyr("/projects").headers().firstValue("X-RateLimit-Remaining"))
                    .contains("0");
            Caller.Reply refused = caller.zephyr("/projects");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Long.parseLong(
                            refused.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1L, 3600L);
            assertThat(caller.admin("POST", "/limits", "{\"jira\": null}").status())
                    .isEqualTo(400);
        }
    }

    private long taken(long second, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> limit.admit(second * SECOND, "a"))
                .count();
    }
}
