package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.Command;
import io.drover.spi.ConnectorException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Who owns a batch; each {@link Claims} stands for a process of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class ClaimsTest {

    private static final Duration SHORT = Duration.ofSeconds(1);
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
    void a_living_attempt_keeps_its_batch_past_its_first_lease_and_another_is_told_so_and_sent_away() throws Exception {
        Loads loads = new Loads();
        Claims.Claim living = database.claims(SHORT, "living").take(loads.attempt(1));
        Claims other = database.claims(LONG, "other");

        assertAlreadyRunning(() -> other.take(loads.attempt(2)));
        await().pollDelay(SHORT.multipliedBy(2)).until(() -> true);
        living.checkOwnership();

        living.close();
        other.take(loads.attempt(2)).close();
    }

    @Test
    void a_command_that_came_again_waits_for_its_own_attempt_and_goes_on_at_once_when_that_is_handed_back()
            throws Exception {
        Loads loads = new Loads();
        Claims.Claim living = database.claims(SHORT, "living").take(loads.attempt(1));
        Claims other = database.claims(LONG, "other");

        Future<Claims.Claim> again = threads.submit(() -> other.take(loads.attempt(1)));
        await().pollDelay(SHORT.multipliedBy(2)).until(() -> true);
        assertThat(again.isDone()).isFalse();

        living.close();
        again.get(10, TimeUnit.SECONDS).close();
    }

    @Test
    void a_command_that_came_again_does_not_wait_for_ever() throws Exception {
        Loads loads = new Loads();
        try (Claims.Claim living = database.claims(SHORT, "living").take(loads.attempt(1))) {
            assertAlreadyRunning(() -> database.claims(SHORT, "other").take(loads.attempt(1)));
            living.checkOwnership();
        }
    }

    private static void assertAlreadyRunning(ThrowingCallable take) {
        assertThatThrownBy(take).isInstanceOfSatisfying(ConnectorException.class, e -> {
            assertThat(e.code()).isEqualTo("ALREADY_RUNNING");
            assertThat(e).hasMessageContaining("Attempt 1 of batch");
        });
    }

    @Test
    void a_renewal_that_comes_after_a_claim_was_given_back_does_not_keep_the_batch_from_others() throws Exception {
        Loads loads = new Loads();
        Claims.Claim handedBack = database.claims(LONG, "ends").take(loads.attempt(1));
        handedBack.close();

        assertThat(renewed(handedBack)).isFalse();
        database.claims(LONG, "other").take(loads.attempt(1)).close();
    }

    @Test
    void a_claim_whose_lapse_somebody_relied_on_does_not_come_to_life_again() throws Exception {
        for (boolean reliedOn : List.of(false, true)) {
            Loads sleepers = new Loads();
            Claims asleep = database.claims(SHORT, "asleep");
            Claims.Claim lapsed = asleep.take(sleepers.attempt(1));
            asleep.stop();
            await().until(lapsed::isLapsed);
            Claims other = database.claims(LONG, "other");
            if (reliedOn) {
                try (Claims.Claim own = other.take(new Loads().attempt(1))) {
                    other.awaitEnd(own, List.of(lapsed.batch().toString()));
                }
            }

            assertThat(asleep.lost(lapsed).code()).as("nobody has it").isEqualTo("CLAIM_LOST");
            assertThat(renewed(lapsed)).as("renewed when it wakes").isEqualTo(!reliedOn);
        }
    }

    /** A renewal as a process sends it that was late, or stood still. */
    private boolean renewed(Claims.Claim claim) throws SQLException {
        try (Connection connection = database.source().getConnection();
                PreparedStatement renewal = connection.prepareStatement(Renewals.RENEW)) {
            renewal.setLong(1, LONG.toMillis());
            renewal.setArray(
                    2,
                    connection.createArrayOf("text", new String[] {claim.batch().toString()}));
            renewal.setArray(3, connection.createArrayOf("uuid", new UUID[] {claim.token()}));
            try (ResultSet renewed = renewal.executeQuery()) {
                return renewed.next();
            }
        }
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
                Claims claims = database.claims(SHORT, "racer-" + i);
                attempts.add(threads.submit(() -> {
                    start.await();
                    return claims.take(loads.attempt(2));
                }));
            }
            start.countDown();

            await().until(() -> attempts.stream().allMatch(Future::isDone)); // the losers hear that the winner lives
            List<Future<Claims.Claim>> winners = attempts.stream()
                    .filter(attempt -> attempt.state() == Future.State.SUCCESS)
                    .toList();
            assertThat(winners).hasSize(1);
            winners.getFirst().get().checkOwnership();
            winners.getFirst().get().close();
        }
    }

    @Test
    void an_earlier_attempt_that_comes_late_does_not_get_the_batch_back() throws Exception {
        Loads loads = new Loads();
        database.claims(LONG, "second").take(loads.attempt(2)).close();

        assertStale(() -> take(database.claims(LONG, "first"), loads.attempt(1)));
    }

    @Test
    void a_closed_batch_is_claimed_by_nobody_and_leaves_no_claim() throws Exception {
        Loads loads = new Loads();
        Claims claims = database.claims(LONG, "worker");
        Claims.Claim claim = claims.take(loads.attempt(1));
        claim.batchClosed();
        claim.close();

        for (int attempt : List.of(1, 2)) {
            assertThatThrownBy(() -> claims.take(loads.attempt(attempt))).isInstanceOf(BatchClosedException.class);
        }
        assertThat(claimed(claim)).isZero();
    }

    @Test
    void a_renewal_that_fails_makes_nothing_stale_while_the_lease_runs() throws Exception {
        Loads loads = new Loads();
        Claims.Claim claim = database.claims(Duration.ofSeconds(3), "worker").take(loads.attempt(1));

        for (int i = 0; i < 3; i++) {
            assertThat(database.ask("""
                    select count(pg_terminate_backend(pid)) from pg_stat_activity
                     where pid <> pg_backend_pid() and query like 'update claim%'""")).isNotNegative();
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            claim.checkOwnership();
        }
        claim.close();
    }

    @Test
    void many_claims_are_renewed_by_one_statement_although_every_other_connection_is_in_use() throws Exception {
        Loads first = new Loads();
        Claims claims = database.claims(SHORT, "worker");
        List<Claims.Claim> held = new ArrayList<>(List.of(claims.take(first.attempt(1))));
        await().pollDelay(SHORT).until(() -> true); // it is renewed by now
        for (int i = 0; i < 31; i++) {
            held.add(claims.take(new Loads().attempt(1)));
        }
        try (AutoCloseable all = database.holdOtherConnections()) {
            await().pollDelay(SHORT.multipliedBy(2)).until(() -> true);
            held.forEach(Claims.Claim::checkOwnership);
        }
        held.forEach(Claims.Claim::close);
    }

    @Test
    void an_attempt_whose_claim_another_one_took_is_told() throws Exception {
        Loads loads = new Loads();
        Claims.Claim claim = database.claims(SHORT, "worker").take(loads.attempt(1));
        CountDownLatch told = new CountDownLatch(1);
        claim.whenLost(told::countDown);

        database.change(
                "update claim set token = gen_random_uuid(), attempt = 2 where batch = '" + claim.batch() + "'");

        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
        assertStale(claim::checkOwnership);
    }

    private long claimed(Claims.Claim claim) throws Exception {
        return database.ask("select count(*) from claim where batch = '" + claim.batch() + "'");
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
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("ROUTE_TAKEN"));
    }

    @Test
    void which_execution_came_later_is_not_asked_of_a_clock() throws Exception {
        Loads loads = new Loads();
        Claims claims = database.claims(LONG, "worker");
        claims.take(loads.look("20261120-101500-500-bcd")).close();
        claims.take(loads.attempt("20261120-101500-500-bcd", 1)).close();
        claims.take(loads.look("20261120-101300-000-bbb")).close(); // of a coordinator two minutes behind
        claims.take(loads.attempt("20261120-101300-000-bbb", 1)).close();
        claims.take(loads.attempt("20261120-101300-000-bbb", 2)).close();

        assertThatThrownBy(() -> take(claims, loads.attempt("20261120-101500-500-bcd", 2)))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("ROUTE_TAKEN"));
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
