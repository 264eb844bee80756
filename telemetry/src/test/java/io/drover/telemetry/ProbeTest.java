package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProbeTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void an_answer_is_good_for_a_while() {
        Probe probe = new Probe(LONG, LONG, () -> "asked " + asked.incrementAndGet());

        assertThat(probe.answer()).isEqualTo(new Probe.Answer(true, "asked 1"));
        assertThat(probe.answer()).isEqualTo(new Probe.Answer(true, "asked 1"));
    }

    @Test
    void an_old_answer_is_asked_for_anew() {
        Probe probe = new Probe(Duration.ZERO, LONG, () -> "asked " + asked.incrementAndGet());

        probe.answer();

        assertThat(probe.answer().text()).isEqualTo("asked 2");
    }

    @Test
    void what_throws_does_not_work_and_says_why() {
        Probe probe = new Probe(LONG, LONG, () -> {
            throw new IOException("disk full");
        });

        assertThat(probe.answer()).isEqualTo(new Probe.Answer(false, "IOException: disk full"));
    }

    @Test
    void what_hangs_does_not_work_is_not_asked_twice_and_works_again_when_it_answers() {
        CountDownLatch back = new CountDownLatch(1);
        Probe probe = new Probe(Duration.ZERO, SHORT, () -> {
            asked.incrementAndGet();
            back.await();
            return "back";
        });

        assertThat(probe.answer()).isEqualTo(new Probe.Answer(false, "no answer within 50 ms"));
        assertThat(probe.answer().well()).isFalse();
        assertThat(asked).hasValue(1);

        back.countDown();

        await().untilAsserted(() -> assertThat(probe.answer()).isEqualTo(new Probe.Answer(true, "back")));
    }
}
