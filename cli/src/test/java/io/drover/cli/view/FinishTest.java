package io.drover.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinishTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void batches_that_come_at_once_make_the_time_left_no_jump() {
        Finish finish = new Finish();
        List<Long> told = new ArrayList<>();
        finish.observe(0, 4000, 0);
        // A batch of 250 every 4, 9 and 5 seconds in turn: 6 s each on the average, 96 s in all.
        long[] pauses = {4, 9, 5};
        long records = 0;
        long at = 0;
        for (int batch = 0; batch < 10; batch++) {
            long end = at + pauses[batch % pauses.length];
            while (at < end) {
                at++;
                records += at == end ? 250 : 0;
                finish.observe(records, 4000, at * SECOND);
                finish.left(at * SECOND).ifPresent(left -> told.add(left.toSeconds()));
            }
        }

        assertThat(told).hasSizeGreaterThan(40);
        for (int i = 20; i < told.size(); i++) {
            assertThat(told.get(i) - told.get(i - 1)).as("second " + i).isBetween(-8L, 8L);
        }
        assertThat(told.getLast()).isBetween(30L, 45L);
    }

    @Test
    void a_phase_that_stands_still_has_no_time_left() {
        Finish finish = new Finish();
        finish.observe(0, 1000, 0);
        finish.observe(100, 1000, 2 * SECOND);
        assertThat(finish.left(2 * SECOND)).hasValue(Duration.ofSeconds(18));

        finish.observe(100, 1000, 9 * SECOND);
        assertThat(finish.left(9 * SECOND)).hasValue(Duration.ofSeconds(11));
        finish.observe(100, 1000, 13 * SECOND);
        assertThat(finish.left(13 * SECOND)).isEmpty();
    }
}
