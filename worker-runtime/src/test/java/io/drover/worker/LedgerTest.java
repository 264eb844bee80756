package io.drover.worker;

import static io.drover.worker.Loads.KIND;
import static io.drover.worker.Loads.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Located;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Receipts in a real PostgreSQL. */
@TestInstance(Lifecycle.PER_CLASS)
class LedgerTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private LedgerDatabase database;
    private Ledger ledger;
    private Claims claims;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        database = new LedgerDatabase(directory);
        ledger = database.ledger();
        claims = database.claims(LONG, "loader");
    }

    @AfterAll
    void stop() throws Exception {
        claims.stop();
        database.close();
    }

    @Test
    void a_record_is_in_doubt_from_its_intent_to_its_confirmation() throws Exception {
        Loads loads = new Loads();
        Instant before = Instant.now().minusSeconds(1);
        try (Claims.Claim claim = claims.take(loads.attempt(1))) {
            ledger.intend(claim, KIND, loads.intents(ledger, Map.of("MM-T1", hash(1), "MM-T2", hash(2))));
            assertThat(find(loads).values()).allSatisfy(receipt -> {
                assertThat(receipt.state()).isEqualTo(Receipt.State.INTENDED);
                assertThat(receipt.targetId()).isNull();
            });
            assertThat(ledger.targetIds(loads.route(), KIND, List.of("MM-T1", "MM-T2")))
                    .as("what is in doubt is no reference")
                    .isEmpty();

            ledger.confirm(claim, KIND, List.of(new Located("MM-T1", "4711")), Map.of());
        }

        Receipt receipt = receipt(loads, "MM-T1");
        assertThat(receipt)
                .isEqualTo(new Receipt(
                        KIND,
                        "MM-T1",
                        Receipt.State.CONFIRMED,
                        "4711",
                        hash(1),
                        loads.attempt(1).batch().execution(),
                        loads.attempt(1).batch().toString(),
                        1,
                        receipt.changedAt(),
                        null,
                        null,
                        null,
                        receipt.change()));
        assertThat(receipt.changedAt()).isBetween(before, Instant.now().plusSeconds(1));
        assertThat(receipt(loads, "MM-T2").state()).isEqualTo(Receipt.State.INTENDED);
        assertThat(ledger.targetIds(loads.route(), KIND, List.of("MM-T1", "MM-T2", "MM-T3")))
                .containsExactly(Map.entry("MM-T1", "4711"));
    }

    @Test
    void a_record_that_is_written_again_is_in_doubt_but_its_target_id_is_kept() throws Exception {
        Loads loads = new Loads();
        try (Claims.Claim claim = claims.take(loads.attempt(1))) {
            ledger.intend(claim, KIND, loads.intents(ledger, Map.of("MM-T1", hash(1))));
            ledger.confirm(claim, KIND, List.of(new Located("MM-T1", "4711")), Map.of());
            ledger.intend(claim, KIND, loads.intents(ledger, Map.of("MM-T1", hash(2))));
        }

        assertThat(receipt(loads, "MM-T1")).satisfies(receipt -> {
            assertThat(receipt.state()).isEqualTo(Receipt.State.INTENDED);
            assertThat(receipt.targetId()).isEqualTo("4711");
            assertThat(receipt.contentHash()).isEqualTo(hash(2));
        });
    }

    @Test
    void what_the_target_refused_is_withdrawn_and_what_it_took_stays() throws Exception {
        Loads loads = new Loads();
        try (Claims.Claim claim = claims.take(loads.attempt(1))) {
            ledger.intend(claim, KIND, loads.intents(ledger, Map.of("MM-T1", hash(1), "MM-T2", hash(2))));
            ledger.confirm(claim, KIND, List.of(new Located("MM-T1", "4711")), Map.of());
            ledger.withdraw(claim, KIND, List.of("MM-T1", "MM-T2"));
        }

        assertThat(find(loads)).containsOnlyKeys("MM-T1");
    }

    @Test
    void a_claim_that_was_taken_over_writes_nothing_and_fails() throws Exception {
        Loads loads = new Loads();
        Claims frozen = database.claims(Duration.ofMillis(300), "frozen");
        Claims.Claim stale = frozen.take(loads.attempt(1));
        ledger.intend(stale, KIND, loads.intents(ledger, Map.of("MM-T1", hash(1))));
        frozen.stop(); // no sign of life any more
        try (Claims.Claim owner = claims.take(loads.attempt(2))) {
            ledger.intend(owner, KIND, loads.intents(ledger, Map.of("MM-T1", hash(1))));

            assertStale(() ->
                    ledger.intend(stale, KIND, loads.intents(ledger, Map.of("MM-T1", hash(9), "MM-T2", hash(9)))));
            assertStale(() -> ledger.confirm(stale, KIND, List.of(new Located("MM-T1", "4711")), Map.of()));
            ledger.withdraw(stale, KIND, List.of("MM-T1"));
            assertThat(find(loads)).containsOnlyKeys("MM-T1");
            assertThat(receipt(loads, "MM-T1")).satisfies(receipt -> {
                assertThat(receipt.state()).isEqualTo(Receipt.State.INTENDED);
                assertThat(receipt.contentHash()).isEqualTo(hash(1));
                assertThat(receipt.attempt()).isEqualTo(2);
            });

            ledger.confirm(owner, KIND, List.of(new Located("MM-T1", "4712")), Map.of());
        }
        assertThat(receipt(loads, "MM-T1").targetId()).isEqualTo("4712");
    }

    @Test
    void receipts_come_in_the_order_of_kind_and_id_each_once() throws Exception {
        Loads loads = new Loads();
        int many = 2_500; // more than two fetches
        List<String> ids =
                IntStream.range(0, many).mapToObj("MM-T%05d"::formatted).toList();
        try (Claims.Claim claim = claims.take(loads.attempt(1))) {
            Map<String, ContentHash> hashes =
                    ids.stream().collect(Collectors.toMap(id -> id, id -> hash(id.hashCode())));
            ledger.intend(claim, KIND, loads.intents(ledger, hashes));
            ledger.intend(claim, "folder", List.of(Loads.intent("7", hash(7), null)));
        }
        Loads others = new Loads();
        try (Claims.Claim claim = claims.take(others.attempt(1))) {
            ledger.intend(claim, KIND, others.intents(ledger, Map.of("MM-T1", hash(1))));
        }

        List<String> seen = new ArrayList<>();
        ledger.receipts(loads.route(), receipt -> seen.add(receipt.entityType() + " " + receipt.sourceId()));

        List<String> expected = new ArrayList<>(List.of("folder 7"));
        ids.forEach(id -> expected.add(KIND + " " + id));
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void reading_may_stop_in_the_middle_and_the_connection_stays_usable() throws Exception {
        Loads loads = new Loads();
        try (Claims.Claim claim = claims.take(loads.attempt(1))) {
            ledger.intend(claim, KIND, loads.intents(ledger, Map.of("MM-T1", hash(1), "MM-T2", hash(2))));
            for (int i = 0; i < 20; i++) { // more often than the pool has connections
                assertThatThrownBy(() -> ledger.receipts(loads.route(), receipt -> {
                            throw new IllegalStateException("enough");
                        }))
                        .hasMessage("enough");
            }
            ledger.confirm(claim, KIND, List.of(new Located("MM-T2", "4711")), Map.of());
        }

        assertThat(receipt(loads, "MM-T2").state())
                .as("written and committed, not only in a transaction that was left open")
                .isEqualTo(Receipt.State.CONFIRMED);
    }

    @Test
    void a_database_that_is_away_is_a_failure_that_may_go_away_by_itself(@TempDir Path directory) throws Exception {
        try (LedgerDatabase other = new LedgerDatabase(directory)) {
            other.servers().postgres().stop();

            assertThatThrownBy(() -> other.ledger().find("any", KIND, List.of("MM-T1")))
                    .isInstanceOfSatisfying(ConnectorException.class, e -> {
                        assertThat(e.code()).isEqualTo("DATABASE_UNAVAILABLE");
                        assertThat(e.type()).isEqualTo(FailureType.RESOURCES);
                    })
                    .hasMessageNotContaining(other.servers().postgresPassword());
        }
    }

    private Map<String, Receipt> find(Loads loads) {
        return ledger.find(loads.route(), KIND, List.of("MM-T1", "MM-T2"));
    }

    private Receipt receipt(Loads loads, String id) {
        return Objects.requireNonNull(find(loads).get(id), id);
    }

    private static void assertStale(Runnable write) {
        assertThatThrownBy(write::run).isInstanceOfSatisfying(ConnectorException.class, e -> assertThat(e.code())
                .isEqualTo("STALE_ATTEMPT"));
    }

    @Test
    void a_refused_creation_leaves_no_receipt_and_a_refused_update_keeps_the_target_id() throws Exception {
        Loads loads = new Loads();
        try (Claims.Claim claim = claims.take(loads.attempt(1))) {
            ledger.intend(claim, KIND, loads.intents(ledger, Map.of("MM-T1", hash(1))));
            ledger.confirm(claim, KIND, List.of(new Located("MM-T1", "4711")), Map.of());
            ledger.intend(claim, KIND, loads.intents(ledger, Map.of("MM-T1", hash(2), "MM-T2", hash(2))));

            ledger.withdraw(claim, KIND, List.of("MM-T1", "MM-T2"));
        }

        assertThat(ledger.find(loads.route(), KIND, List.of("MM-T1", "MM-T2"))).containsOnlyKeys("MM-T1");
        assertThat(receipt(loads, "MM-T1").targetId()).isEqualTo("4711");
        assertThat(receipt(loads, "MM-T1").state()).isEqualTo(Receipt.State.INTENDED);
    }

    @Test
    void a_record_that_is_gone_from_the_target_is_forgotten() throws Exception {
        Loads loads = new Loads();
        try (Claims.Claim claim = claims.take(loads.attempt(1))) {
            ledger.intend(claim, KIND, loads.intents(ledger, Map.of("MM-T1", hash(1))));
            ledger.confirm(claim, KIND, List.of(new Located("MM-T1", "4711")), Map.of());

            ledger.forget(claim, KIND, List.of("MM-T1"));
        }

        assertThat(ledger.find(loads.route(), KIND, List.of("MM-T1"))).isEmpty();
    }

    @Test
    void an_update_that_was_refused_is_still_what_others_refer_to() throws Exception {
        Loads loads = new Loads();
        try (Claims.Claim claim = claims.take(loads.attempt(1))) {
            ledger.intend(claim, KIND, loads.intents(ledger, Map.of("MM-T1", hash(1))));
            ledger.confirm(claim, KIND, List.of(new Located("MM-T1", "4711")), Map.of());
            ledger.intend(claim, KIND, loads.intents(ledger, Map.of("MM-T1", hash(2))));
            ledger.withdraw(claim, KIND, List.of("MM-T1"));
        }

        assertThat(ledger.targetIds(loads.route(), KIND, List.of("MM-T1"))).containsEntry("MM-T1", "4711");
    }
}
