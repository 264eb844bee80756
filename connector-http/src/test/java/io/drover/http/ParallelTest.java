package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.spi.ConnectorException;
import io.drover.spi.Meter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ParallelTest {

    private static final List<Integer> MANY = IntStream.range(0, 200).boxed().toList();

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // others may come in between, and need not
    void each_is_done_once_and_never_more_at_a_time_than_the_limit() {
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Parallel.forEach(MANY, 7, i -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            assertThat(done.add(i)).isTrue();
            running.decrementAndGet();
        });
        assertThat(done).containsExactlyInAnyOrderElementsOf(MANY);
        assertThat(most.get()).isBetween(1, 7);
    }

    @Test
    void the_first_failure_ends_it() {
        AtomicInteger begun = new AtomicInteger();
        assertThatThrownBy(() -> Parallel.forEach(MANY, 2, i -> {
                    begun.incrementAndGet();
                    throw new IllegalStateException("no. " + i);
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(begun.get()).isLessThanOrEqualTo(2);
    }

    @Test
    @Timeout(10)
    void a_stopped_batch_does_not_wait_for_a_system_that_hangs() throws IOException, InterruptedException {
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch over = new CountDownLatch(1);
        try (FakeServer server = new FakeServer(exchange -> {
            asked.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            HttpConnection connection = new HttpConnection(
                    "Test",
                    server.url(),
                    Credentials.NONE,
                    HttpSettings.DEFAULT,
                    2,
                    Meter.NONE,
                    AddressGuard.of("127.0.0.0/8"));
            AtomicReference<ConnectorException> failure = new AtomicReference<>();
            Thread batch = Thread.ofVirtual().start(() -> {
                try {
                    Parallel.forEach(MANY, 2, i -> connection.send(Call.get("/" + i)));
                } catch (ConnectorException e) {
                    failure.set(e);
                }
            });
            asked.await();
            batch.interrupt();
            assertThat(batch.join(Duration.ofSeconds(5))).isTrue();
            assertThat(failure).hasValueMatching(e -> e.code().equals("INTERRUPTED"));
            over.countDown();
        }
    }
}
