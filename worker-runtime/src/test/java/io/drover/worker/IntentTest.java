package io.drover.worker;

import static io.drover.worker.Loads.KIND;
import static io.drover.worker.Loads.hash;
import static io.drover.worker.Loads.intent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.spi.ConnectorException;
import io.drover.spi.Located;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The intent is the lock: it holds only by what was judged, and between executions somebody always sees the other. */
@TestInstance(Lifecycle.PER_CLASS)
class IntentTest {

    private static final String EARLIER = "20261120-101500-000-bcd";
    private static final String LATER = "20261120-101500-001-bcd";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private LedgerDatabase database;
    private Ledger ledger;
    private Claims claims;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        database = new LedgerDatabase(directory);
        ledger = database.ledger();
        claims = database.claims(Duration.ofMinutes(1), "loader");
    }

    @AfterAll
    void stop() throws Exception {
        threads.shutdownNow();
        claims.stop();
        database.close();
    }

    @Test
    void a_record_that_nobody_knew_is_not_taken_once_somebody_intends_it() throws Exception {
        Loads loads = new Loads();
        try (Claims.Claim one = claims.take(loads.attempt(EARLIER, 1))) {
            ledger.intend(one, KIND, List.of(intent("MM-T1", hash(1), null)));
        }
        try (Claims.Claim other = claims.take(loads.attempt(LATER, 1))) {
            assertThat(ledger.intend(
                            other, KIND, List.of(intent("MM-T1", hash(1), null), intent("MM-T2", hash(2), null))))
                    .isEqualTo(Set.of("MM-T2"));
        }
    }

    @Test
    void a_record_that_somebody_wrote_since_it_was_judged_is_judged_again() throws Exception {
        Loads loads = new Loads();
        Receipt judged;
        try (Claims.Claim one = claims.take(loads.attempt(EARLIER, 1))) {
            ledger.intend(one, KIND, List.of(intent("MM-T1", hash(1), null)));
            judged = receipt(loads, "MM-T1");
            ledger.confirm(one, KIND, List.of(new Located("MM-T1", "4711")), Map.of());
        }
        try (Claims.Claim other = claims.take(loads.attempt(LATER, 1))) {
            assertThat(ledger.intend(other, KIND, List.of(new Intent("MM-T1", hash(2), judged, null, null, Map.of()))))
                    .isEmpty();
            ledger.forgetSeen(other, KIND, List.of(judged));

            Receipt now = receipt(loads, "MM-T1");
            assertThat(now.targetId()).isEqualTo("4711");
            assertThat(ledger.intend(
                            other, KIND, List.of(new Intent("MM-T1", hash(2), now, null, null, Map.of("parent", "7")))))
                    .containsExactly("MM-T1");
            assertThat(receipt(loads, "MM-T1").targetId()).isNull();
            assertThat(receipt(loads, "MM-T1").refs()).isEqualTo(Map.of("parent", "7"));
        }
    }

    @Test
    void an_intent_to_take_over_what_the_target_has_says_so() throws Exception {
        Loads loads = new Loads();
        Written wanted = Written.of(JsonNodeFactory.instance.objectNode().put("name", "Login"));
        try (Claims.Claim claim = claims.take(loads.attempt(1))) {
            ledger.intend(claim, KIND, List.of(new Intent("MM-T1", hash(1), null, "7", wanted, Map.of())));
            assertThat(receipt(loads, "MM-T1")).satisfies(adopting -> {
                assertThat(adopting.targetId()).isEqualTo("7");
                assertThat(adopting.adopts()).isTrue();
                assertThat(adopting.intended()).isEqualTo(wanted);
            });

            ledger.confirm(claim, KIND, List.of(new Located("MM-T1", "7")), Map.of("MM-T1", wanted));
            assertThat(receipt(loads, "MM-T1").adopts()).isFalse();

            intendAt(claim, loads, "7");
            assertThat(receipt(loads, "MM-T1").written()).isEqualTo(wanted);

            intendAt(claim, loads, "8"); // it is elsewhere now, and nobody knows what is written there
            assertThat(receipt(loads, "MM-T1").targetId()).isEqualTo("8");
            assertThat(receipt(loads, "MM-T1").adopts()).isTrue();
        }
    }

    @Test
    void an_intent_to_update_what_was_in_doubt_keeps_where_it_was_found() throws Exception {
        Loads loads = new Loads();
        try (Claims.Claim claim = claims.take(loads.attempt(1))) {
            ledger.intend(claim, KIND, List.of(intent("MM-T1", hash(1), null)));

            intendAt(claim, loads, "7");
            assertThat(receipt(loads, "MM-T1").targetId()).isEqualTo("7");
            assertThat(receipt(loads, "MM-T1").adopts()).as("it is ours").isFalse();
        }
    }

    private void intendAt(Claims.Claim claim, Loads loads, String targetId) {
        Intent intent = new Intent("MM-T1", hash(1), receipt(loads, "MM-T1"), targetId, null, Map.of());
        assertThat(ledger.intend(claim, KIND, List.of(intent))).containsExactly("MM-T1");
    }

    @Test
    void an_intent_of_a_batch_whose_claim_lapsed_is_taken_only_when_that_claim_is_over_for_good() throws Exception {
        Loads loads = new Loads();
        Claims asleep = database.claims(Duration.ofMillis(600), "asleep");
        Claims.Claim lapsed = asleep.take(loads.attempt(EARLIER, 1));
        ledger.intend(lapsed, KIND, List.of(intent("MM-T1", hash(1), null)));
        asleep.stop();
        await().until(() -> database.ask(
                        "select count(*) from claim where lease_until < now() and batch = '" + lapsed.batch() + "'")
                == 1);
        try (Claims.Claim other = claims.take(loads.attempt(LATER, 1))) {
            List<Intent> intents = List.of(intent("MM-T1", hash(2), receipt(loads, "MM-T1")));

            assertThat(ledger.intend(other, KIND, intents))
                    .as("its batch may wake and send")
                    .isEmpty();
            claims.awaitEnd(other, List.of(lapsed.batch().toString()));
            assertThat(ledger.intend(other, KIND, intents)).containsExactly("MM-T1");
        }
    }

    @Test
    void two_batches_that_take_the_same_records_lock_them_in_one_order_however_they_name_them() throws Exception {
        Loads loads = new Loads();
        try (Claims.Claim claim = claims.take(loads.attempt(1));
                Connection other = database.source().getConnection()) {
            List<String> ids = List.of("MM-T1", "MM-T2", "MM-T3");
            ledger.intend(
                    claim,
                    KIND,
                    ids.reversed().stream().map(id -> intent(id, hash(1), null)).toList());
            List<Intent> again = ids.reversed().stream()
                    .map(id -> intent(id, hash(2), receipt(loads, id)))
                    .toList();
            other.setAutoCommit(false);
            lock(other, loads.route(), "MM-T1");
            CompletableFuture<Set<String>> intent =
                    CompletableFuture.supplyAsync(() -> ledger.intend(claim, KIND, again), threads);
            awaitWaiting(1);

            lock(other, loads.route(), "MM-T3"); // would wait for the one who waits
            other.rollback();
            other.setAutoCommit(true);

            assertThat(intent.get(30, TimeUnit.SECONDS)).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    private static void lock(Connection connection, String route, String id) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "select from receipt where route = ? and source_id = ? for update nowait")) {
            lock.setString(1, route);
            lock.setString(2, id);
            lock.executeQuery().close();
        }
    }

    @Test
    void a_later_execution_waits_for_an_intent_that_is_being_written_and_sees_it() throws Exception {
        Loads loads = new Loads();
        Claims.Claim earlier = claims.take(loads.attempt(EARLIER, 1));
        try (Connection held = database.source().getConnection()) {
            held.setAutoCommit(false);
            insert(
                    held,
                    loads.route()); // a row of the same key: the intent stands still in the middle of its statement
            CompletableFuture<Set<String>> intent = CompletableFuture.supplyAsync(
                    () -> ledger.intend(earlier, KIND, List.of(intent("MM-T1", hash(1), null))), threads);
            awaitWaiting(1);
            CompletableFuture<Receipt> later = CompletableFuture.supplyAsync(
                    () -> {
                        try (Claims.Claim claim = claims.take(loads.attempt(LATER, 1))) {
                            return Objects.requireNonNull(ledger.find(claim.route(), KIND, List.of("MM-T1"))
                                    .get("MM-T1"));
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    },
                    threads);
            awaitWaiting(2);
            assertThat(later).as("the route is locked by the intent").isNotDone();

            held.rollback();
            held.setAutoCommit(true);
            assertThat(intent.get(30, TimeUnit.SECONDS)).containsExactly("MM-T1");
            assertThat(later.get(30, TimeUnit.SECONDS).batch())
                    .isEqualTo(earlier.batch().toString());
        } finally {
            earlier.close();
        }
    }

    @Test
    void an_intent_that_comes_while_a_later_execution_takes_the_route_is_refused() throws Exception {
        Loads loads = new Loads();
        Claims.Claim earlier = claims.take(loads.attempt(EARLIER, 1));
        try (Connection taking = database.source().getConnection()) {
            taking.setAutoCommit(false);
            try (PreparedStatement take =
                    taking.prepareStatement("update route set execution = ?, number = number + 1 where route = ?")) {
                take.setString(1, LATER);
                take.setString(2, loads.route());
                assertThat(take.executeUpdate()).isEqualTo(1);
            }
            CompletableFuture<Set<String>> intent = CompletableFuture.supplyAsync(
                    () -> ledger.intend(earlier, KIND, List.of(intent("MM-T1", hash(1), null))), threads);
            awaitWaiting(1);
            taking.commit();
            taking.setAutoCommit(true);

            assertThatThrownBy(() -> intent.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            ConnectorException.class, e -> assertThat(e.code()).isEqualTo("STALE_ATTEMPT"));
            assertThat(ledger.find(loads.route(), KIND, List.of("MM-T1"))).isEmpty();
        } finally {
            earlier.close();
        }
    }

    private Receipt receipt(Loads loads, String id) {
        return Objects.requireNonNull(
                ledger.find(loads.route(), KIND, List.of(id)).get(id), id);
    }

    private static void insert(Connection connection, String route) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into receipt (route, kind, source_id, state, content_hash, execution, batch, attempt)
                values (?, 'testcase', 'MM-T1', 'INTENDED', '', '', '', 1)
                """)) {
            insert.setString(1, route);
            insert.executeUpdate();
        }
    }

    /** Until so many statements wait for a lock. */
    private void awaitWaiting(int statements) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (Connection connection = database.source().getConnection();
                    PreparedStatement query =
                            connection.prepareStatement("select count(distinct pid) from pg_locks where not granted");
                    ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1) >= statements;
            }
        });
    }
}
