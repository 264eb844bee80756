package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.Command;
import io.drover.spi.ConnectorException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Who owns a batch; each {@link Claims} stands for a process of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class ClaimsTest {

    private static final Duration SHORT = Duration.ofMillis(600);
    private static final Duration LONG = Duration.ofMinutes(1);

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
    void a_dead_attempts_batch_is_taken_over_but_not_before_its_lease_lapsed() throws Exception {
        Loads loads = new Loads();
        Claims dying = database.claims(SHORT, "dying");
        long taken = System.nanoTime();
        Claims.Claim dead = dying.take(loads.attempt(1));
        dead.checkOwnership();
        dying.stop();

        try (Claims.Claim successor = database.claims(LONG, "successor").take(loads.attempt(2))) {
            assertThat(Duration.ofNanos(System.nanoTime() - taken)).isGreaterThanOrEqualTo(SHORT);
            assertThatCode(successor::checkOwnership).doesNotThrowAnyException();
            assertStale(dead::checkOwnership);
        }
    }

    @Test
    void a_redelivered_command_takes_its_own_attempt_over() throws Exception {
        Loads loads = new Loads();
        Claims killed = database.claims(SHORT, "killed");
        killed.take(loads.attempt(1));
        killed.stop();

        try (Claims.Claim again = database.claims(LONG, "restarted").take(loads.attempt(1))) {
            assertThat(again.attempt()).isEqualTo(1);
        }
    }

    @Test
    void a_living_attempt_keeps_its_batch_past_its_first_lease_and_hands_it_over_when_it_ends() throws Exception {
        Loads loads = new Loads();
        Claims.Claim living = database.claims(SHORT, "living").take(loads.attempt(1));
        Claims waiting = database.claims(LONG, "waiting");
        Future<Claims.Claim> next = threads.submit(() -> waiting.take(loads.attempt(2)));

        await().pollDelay(SHORT.multipliedBy(3)).until(() -> true);
        living.checkOwnership();
        assertThat(next).isNotDone();

        living.close();
        await().atMost(Duration.ofSeconds(5)).until(next::isDone);
        next.get().close();
    }

    @Test
    void of_attempts_that_race_for_a_batch_exactly_one_wins() throws Exception {
        for (boolean lapsed : List.of(false, true)) {
            Loads loads = new Loads();
            if (lapsed) {
                database.claims(LONG, "earlier").take(loads.attempt(1)).close();
            }
            int racers = 8;
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Claims.Claim>> attempts = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                Claims claims = database.claims(LONG, "racer-" + i);
                attempts.add(threads.submit(() -> {
                    start.await();
                    return claims.take(loads.attempt(2));
                }));
            }
            start.countDown();

            await().until(() -> attempts.stream().anyMatch(Future::isDone));
            await().pollDelay(Duration.ofMillis(600)).until(() -> true); // each loser has tried again by now
            List<Future<Claims.Claim>> winners =
                    attempts.stream().filter(Future::isDone).toList();
            attempts.forEach(attempt -> attempt.cancel(true));
            assertThat(winners).hasSize(1);
            winners.getFirst().get().checkOwnership();
        }
    }

    @Test
    void an_earlier_attempt_that_comes_late_does_not_get_the_batch_back() throws Exception {
        Loads loads = new Loads();
        database.claims(LONG, "second").take(loads.attempt(2)).close();

        CompletableFuture<Throwable> late = new CompletableFuture<>();
        threads.submit(() -> {
            try {
                database.claims(Duration.ofMillis(200), "first").take(loads.attempt(1));
                late.complete(new AssertionError("it was taken"));
            } catch (ConnectorException e) {
                late.complete(e);
            }
            return null;
        });

        assertThat(late.get()).isInstanceOfSatisfying(ConnectorException.class, e -> assertThat(e.code())
                .isEqualTo("STALE_ATTEMPT"));
    }

    private static void take(Claims claims, Command command) {
        try {
            claims.take(command).close();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertStale(Runnable check) {
        assertThatThrownBy(check::run).isInstanceOfSatisfying(ConnectorException.class, e -> assertThat(e.code())
                .isEqualTo("STALE_ATTEMPT"));
    }

    @Test
    void a_command_of_an_earlier_execution_claims_nothing_once_a_later_one_loads_on_the_route() throws Exception {
        Loads loads = new Loads();
        Claims claims = database.claims(LONG, "worker");
        claims.take(loads.attempt("20261120-101500-000-bcd", 1)).close();
        claims.take(loads.attempt("20261120-101500-001-bbb", 1)).close();

        assertThatThrownBy(() -> claims.take(loads.attempt("20261120-101500-000-bcd", 2)))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("STALE_ATTEMPT"));
    }

    @Test
    void which_execution_came_later_is_not_asked_of_a_clock() throws Exception {
        Loads loads = new Loads();
        Claims claims = database.claims(LONG, "worker");
        claims.hold(loads.look("20261120-101500-500-bcd")).close();
        claims.take(loads.attempt("20261120-101500-500-bcd", 1)).close();
        claims.hold(loads.look("20261120-101300-000-bbb")).close(); // of a coordinator two minutes behind
        claims.take(loads.attempt("20261120-101300-000-bbb", 1)).close();
        claims.take(loads.attempt("20261120-101300-000-bbb", 2)).close();

        assertStale(() -> take(claims, loads.attempt("20261120-101500-500-bcd", 2)));
    }

    @Test
    void who_finds_records_in_doubt_waits_until_the_batch_that_left_them_has_ended() throws Exception {
        Loads loads = new Loads();
        Claims claims = database.claims(LONG, "worker");
        Claims.Claim earlier = claims.take(loads.attempt("20261120-101500-000-bcd", 1));
        Claims.Claim later = claims.take(loads.attempt("20261120-101500-001-bcd", 1));

        Future<?> waiting = threads.submit(() -> {
            claims.awaitEnd(later, List.of(earlier.batch().toString()));
            return null;
        });
        assertThatThrownBy(() -> waiting.get(600, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        earlier.close();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isNull();
        later.close();
    }
}
