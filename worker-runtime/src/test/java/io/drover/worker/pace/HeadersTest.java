package io.drover.worker.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.spi.Turn;
import io.drover.spi.Turn.Quota;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Headers of windows that are longer than what is spread, and headers that stay away. */
class HeadersTest {

    private static final long MINUTE = 60 * Periods.SECOND;

    private final SystemPace pace = new SystemPace();
    private long now = 60 * MINUTE;

    @Test
    void a_day_s_limit_that_was_met_near_its_end_is_known_for_one_the_next_day() {
        answered(1, daily(1700));
        assertThat(pace.perSecond()).isPositive();

        answered(1, daily(86_000));
        assertThat(pace.isLimited(now)).isFalse();
        assertThat(pace.isRateSaid()).isFalse();

        answered(1, daily(1000));
        assertThat(pace.isLimited(now)).isFalse();
    }

    @Test
    void beside_a_shorter_window_a_day_s_is_not_spread() {
        Quota minutely = new Quota(60, Duration.ofMinutes(1), null, null);
        answered(1, new Quota(60_000, Duration.ofDays(1), null, null), minutely);
        assertThat(pace.perSecond()).isBetween(0.9, 1.0);

        answered(1, minutely, new Quota(60_000, Duration.ofDays(1), null, null));
        assertThat(pace.perSecond()).isBetween(0.9, 1.0);
    }

    @Test
    void what_headers_told_is_forgotten_when_they_stay_away_and_not_while_nobody_asks() {
        Quota minutely = new Quota(60, Duration.ofMinutes(1), null, null);
        answered(1, minutely);
        answered(1);
        now += 600 * MINUTE;
        answered(1);
        assertThat(pace.perSecond()).isPositive();

        answered(1, minutely);
        for (int minute = 0; minute < 15; minute++) {
            answered(50);
            now += MINUTE;
        }

        assertThat(pace.isLimited(now)).isFalse();
    }

    @Test
    void of_headers_that_govern_nothing_not_each_answer_is_told_at_once() {
        Book book = new Book();
        int asks = 0;
        for (int request = 0; request < 300; request++) { // three seconds
            Ticket ticket = new Ticket("execution", Thread.currentThread());
            book.enter(ticket, Told.NOTHING, now);
            if (book.needs(now)) {
                asks++;
                book.granted(pace.answer(book.ask("worker", "System", now), now), 0);
                book.serve(now);
            }
            assertThat(book.go(ticket, now)).isTrue();
            Quota daily = new Quota(10_000, Duration.ofDays(1), 9000L - request, null);
            book.answered(ticket, new Turn.Answered(200, Optional.empty(), List.of(daily)), now);
            book.ended(ticket, now);
            now += Periods.SECOND / 100;
        }
        assertThat(asks).isLessThan(6);
    }

    private static Quota daily(long left) {
        return new Quota(10_000, null, null, Duration.ofSeconds(left));
    }

    private void answered(long accepted, Quota... quotas) {
        pace.answer(
                new Ask("worker", "System", Map.of(), 0, 0, 0, accepted, List.of(), List.of(quotas), Told.NOTHING),
                now);
        now += Periods.SECOND;
    }
}
