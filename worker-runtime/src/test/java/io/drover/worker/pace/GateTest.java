package io.drover.worker.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.spi.ConnectorException;
import io.drover.spi.Turn;
import io.drover.worker.LedgerDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Turns on a real PostgreSQL; each {@link Gate} stands for a process of its own. */
@Isolated("it measures how many requests go in a second")
@TestInstance(Lifecycle.PER_CLASS)
class GateTest {

    private static final Runnable NOTHING = () -> {};
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Turn.Answered OK = new Turn.Answered(200, Optional.empty(), List.of());

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private LedgerDatabase database;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        database = new LedgerDatabase(directory);
    }

    @AfterAll
    void stop() throws Exception {
        threads.shutdownNow();
        database.close();
    }

    @Test
    void three_processes_together_keep_to_what_was_told_and_use_it() throws Exception {
        Told told = new Told(20, Periods.SECOND, 0, 0);
        ConcurrentLinkedQueue<Long> sent = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        List<Future<?>> lanes = new ArrayList<>();
        for (int process = 0; process < 3; process++) {
            Gate gate = gate("told", process);
            for (int lane = 0; lane < 4; lane++) {
                lanes.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        try (Turn turn = gate.turn("execution", told, HOUR, NOTHING)) {
                            sent.add(System.nanoTime());
                            turn.answered(OK);
                        }
                    }
                }));
            }
        }
        for (Future<?> lane : lanes) {
            lane.get(30, TimeUnit.SECONDS);
        }

        long first = sent.peek();
        long inFour = sent.stream().filter(at -> at - first < 4_000_000_000L).count();
        assertThat(inFour).isBetween(40L, 80L); // a busy machine uses less of it
    }

    @Test
    void what_one_process_was_refused_for_holds_back_the_others() {
        Gate one = gate("shared", 1);
        Gate other = gate("shared", 2);
        try (Turn turn = one.turn("execution", Told.NOTHING, HOUR, NOTHING)) {
            turn.answered(new Turn.Answered(429, Optional.of(Duration.ofSeconds(2)), List.of()));
        }
        long refused = System.nanoTime();

        other.turn("execution", Told.NOTHING, HOUR, NOTHING).close();

        assertThat(Duration.ofNanos(System.nanoTime() - refused))
                .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(20));
    }

    @Test
    void who_would_not_wait_so_long_after_a_refusal_does_not_wait_so_long_after_that_of_another() {
        Duration wait = Duration.ofHours(30);
        try (Turn turn = gate("day", 1).turn("execution", Told.NOTHING, HOUR, NOTHING)) {
            turn.answered(new Turn.Answered(429, Optional.of(wait), List.of()));
        }
        Gate other = gate("day", 2);

        assertThatThrownBy(() -> other.turn("execution", Told.NOTHING, HOUR, NOTHING))
                .isInstanceOfSatisfying(ConnectorException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("THROTTLED");
                    assertThat(failure.retryAfter())
                            .hasValueSatisfying(left -> assertThat(left).isBetween(wait.minusMinutes(1), wait));
                });
        assertThat(other.figure(Book::waiting)).isZero();
    }

    @Test
    void slots_of_a_process_that_died_come_back_after_their_lease_and_those_of_a_long_request_after_its_end()
            throws Exception {
        Told told = new Told(0, 0, 0, 1);
        Turn request = gate("long", 1).turn("execution", told, HOUR, NOTHING);
        Future<?> afterRequest = threads.submit(
                () -> gate("long", 2).turn("execution", told, HOUR, NOTHING).close());
        AtomicBoolean died = new AtomicBoolean();
        PaceStore database = this.database.paces();
        PaceStore untilDeath = (system, ask) -> died.get() ? Optional.empty() : database.ask(system, ask);
        Turn last = new Gate("slots", "System", "worker-1", untilDeath).turn("execution", told, HOUR, NOTHING);
        long taken = System.nanoTime();
        died.set(true);

        Future<?> afterDeath = threads.submit(
                () -> gate("slots", 2).turn("execution", told, HOUR, NOTHING).close());
        afterDeath.get(30, TimeUnit.SECONDS);

        assertThat(Duration.ofNanos(System.nanoTime() - taken)).isGreaterThan(Duration.ofSeconds(8));
        assertThat(afterRequest).isNotDone();
        request.close();
        afterRequest.get(30, TimeUnit.SECONDS);
        last.close();
    }

    @Test
    void what_waits_asks_in_time_also_when_who_asked_last_is_gone() throws Exception {
        Told told = new Told(10, Periods.SECOND, 0, 0);
        Gate gate = gate("alarm", 1);
        long began = System.nanoTime();
        List<Future<?>> lanes = new ArrayList<>();
        for (int lane = 0; lane < 40; lane++) { // none is answered, so that nobody new comes who would ask
            lanes.add(threads.submit(() -> gate.turn("execution", told, HOUR, NOTHING)));
        }
        for (Future<?> lane : lanes) {
            lane.get(30, TimeUnit.SECONDS);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("took")
                .isBetween(Duration.ofMillis(3800), Duration.ofSeconds(9));
    }

    @Test
    void a_wait_ends_when_the_batch_is_stopped_or_not_owned_any_more() throws Exception {
        Told told = new Told(1, 3600 * Periods.SECOND, 0, 0);
        Gate gate = gate("slow", 1);
        gate.turn("execution", told, HOUR, NOTHING).close();
        AtomicInteger asked = new AtomicInteger();
        Future<?> stale = threads.submit(() -> gate.turn("execution", told, HOUR, () -> {
            if (asked.incrementAndGet() == 2) {
                throw new IllegalStateException("not owned any more");
            }
        }));
        AtomicReference<String> end = new AtomicReference<>("waits");
        Thread stopped = Thread.ofVirtual().start(() -> {
            try {
                gate.turn("execution", told, HOUR, NOTHING);
                end.set("went");
            } catch (ConnectorException e) {
                end.set(e.code());
            }
        });
        assertThatThrownBy(() -> stale.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("not owned any more");
        await().until(() -> gate.figure(Book::waiting) == 1);

        await().until(() -> {
            stopped.interrupt(); // again and again, as Shutdown does: the pool of connections can swallow one
            return !stopped.isAlive();
        });
        assertThat(end).hasValue("INTERRUPTED");
        assertThat(gate.figure(Book::waiting)).isZero();
    }

    private Gate gate(String system, int process) {
        return new Gate(system, "System", "worker-" + process, database.paces());
    }
}
