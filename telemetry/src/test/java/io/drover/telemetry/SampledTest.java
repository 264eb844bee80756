package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SampledTest {

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void nothing_is_asked_while_nobody_looks() {
        Sampled<Integer> sampled = new Sampled<>("test", Duration.ZERO, 0, asked::incrementAndGet);

        assertThat(asked).hasValue(0);
        await().until(() -> sampled.get() > 0);
    }

    @Test
    void who_looks_does_not_wait() {
        CountDownLatch answer = new CountDownLatch(1);
        Sampled<Integer> sampled = new Sampled<>("test", Duration.ZERO, -1, () -> {
            asked.incrementAndGet();
            answer.await();
            return 1;
        });

        assertThat(sampled.get()).isEqualTo(-1);
        await().until(() -> asked.get() == 1);
        assertThat(sampled.get()).isEqualTo(-1);

        answer.countDown();

        await().until(() -> sampled.get() == 1);
    }

    @Test
    void the_last_figure_stands_while_a_new_one_cannot_be_had() {
        Sampled<Integer> sampled = new Sampled<>("test", Duration.ZERO, 0, () -> {
            if (asked.incrementAndGet() > 1) {
                throw new IllegalStateException("away");
            }
            return 7;
        });

        await().until(() -> sampled.get() == 7 && asked.get() > 2);
        assertThat(sampled.get()).isEqualTo(7);
    }
}
