package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.spi.Turn.Quota;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitHeadersTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void the_draft_of_the_ietf_and_the_ones_before() {
        assertThat(quotas(
                        "ratelimit-policy",
                        "\"burst\";q=100;w=60, \"daily\";q=1000;w=86400",
                        "ratelimit",
                        "\"burst\";r=50;t=30"))
                .containsExactly(
                        new Quota(100, MINUTE, 50L, Duration.ofSeconds(30)),
                        new Quota(1000, Duration.ofDays(1), null, null));
        assertThat(quotas("ratelimit", "limit=100, remaining=50, reset=5", "ratelimit-policy", "100;w=60"))
                .containsExactly(new Quota(100, MINUTE, 50L, Duration.ofSeconds(5)));
        assertThat(quotas("ratelimit-limit", "100, 100;w=60", "ratelimit-remaining", "7", "ratelimit-reset", "12"))
                .containsExactly(new Quota(100, MINUTE, 7L, Duration.ofSeconds(12)));
    }

    @Test
    void names_with_an_x_of_any_spelling_and_a_reset_as_seconds_or_as_a_moment() {
        assertThat(quotas("x-ratelimit-limit", "600", "x-ratelimit-remaining", "0", "x-ratelimit-reset", "37"))
                .containsExactly(new Quota(600, null, 0L, Duration.ofSeconds(37)));
        assertThat(quotas(
                        "x-rate-limit-limit",
                        "600",
                        "x-rate-limit-remaining",
                        "3",
                        "x-rate-limit-reset",
                        "1796032830",
                        "date",
                        "Mon, 30 Nov 2026 10:00:00 GMT"))
                .containsExactly(new Quota(600, null, 3L, Duration.ofSeconds(30)));
    }

    @Test
    void one_header_for_each_window_and_a_bucket_that_fills() {
        assertThat(quotas("x-ratelimit-limit-minute", "60", "x-ratelimit-remaining-minute", "59"))
                .containsExactly(new Quota(60, MINUTE, 59L, null));
        assertThat(quotas(
                        "x-ratelimit-limit",
                        "20",
                        "x-ratelimit-remaining",
                        "19",
                        "x-ratelimit-fillrate",
                        "5",
                        "x-ratelimit-interval-seconds",
                        "1"))
                .containsExactly(new Quota(5, Duration.ofSeconds(1), 19L, null));
    }

    @Test
    void a_window_that_is_longer_than_any_is_taken_for_a_long_one() {
        assertThat(quotas("ratelimit-limit", "100, 100;w=99999999999"))
                .containsExactly(new Quota(100, RetryAfter.LONGEST, null, null));
        assertThat(quotas(
                        "x-ratelimit-limit",
                        "20",
                        "x-ratelimit-fillrate",
                        "5",
                        "x-ratelimit-interval-seconds",
                        "999999999999999"))
                .containsExactly(new Quota(5, RetryAfter.LONGEST, null, null));
    }

    @Test
    void what_says_nothing_is_as_if_it_were_not_there() {
        assertThat(quotas("x-ratelimit-limit", "many")).isEmpty();
        assertThat(quotas("x-ratelimit-limit", "0", "x-ratelimit-reset", "1")).isEmpty();
        assertThat(quotas("x-ratelimit-remaining-minute", "5")).isEmpty();
        assertThat(quotas("ratelimit-policy", "\"a\";q=;w=60")).isEmpty();
        assertThat(quotas("content-type", "text/plain")).isEmpty();
    }

    private static Iterable<Quota> quotas(String... headers) {
        Map<String, String> all = new java.util.HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return LimitHeaders.of(200, all).quotas();
    }
}
