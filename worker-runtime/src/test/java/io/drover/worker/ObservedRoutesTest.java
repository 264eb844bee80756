package io.drover.worker;

import static io.drover.worker.Loads.KIND;
import static io.drover.worker.Loads.hash;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.spi.Located;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What systems say of themselves makes their route, and not what people typed. */
@TestInstance(Lifecycle.PER_CLASS)
class ObservedRoutesTest {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private LedgerDatabase database;
    private ObservedRoutes routes;
    private Claims claims;
    private String target = "";

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        database = new LedgerDatabase(directory);
        routes = database.routes();
        claims = database.claims(Duration.ofMinutes(1), "loader");
    }

    @AfterAll
    void stop() throws Exception {
        threads.shutdownNow();
        claims.stop();
        database.close();
    }

    @BeforeEach
    void anotherTarget() {
        target = "qtest " + UUID.randomUUID();
    }

    @Test
    void two_systems_behind_one_text_are_two_routes_with_words_of_their_own() {
        ObservedRoutes.Route a = routes.observed("typed", "site a", target, "e1");
        ObservedRoutes.Route b = routes.observed("typed", "site b", target, "e2");

        assertThat(a.key()).isNotEqualTo(b.key());
        assertThat(a.origin()).hasSize(8).isNotEqualTo(b.origin());
        assertThat(routes.observed("typed", "site a", target, "e3")).isEqualTo(a);
    }

    @Test
    void one_pair_of_systems_is_one_route_however_it_was_typed() {
        ObservedRoutes.Route one = routes.observed("LOCALHOST", "site", target, "e1");
        assertThat(routes.observed("127.0.0.1", "site", target, "e2")).isEqualTo(one);
        assertThat(routes.observed("typed", "site", target + " 8", "e3").key()).isNotEqualTo(one.key());
    }

    @Test
    void executions_that_see_a_pair_at_the_same_moment_get_one_route() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<ObservedRoutes.Route>> observing = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String execution = "e" + i;
            observing.add(threads.submit(() -> {
                start.await();
                return routes.observed("typed by " + execution, "site", target, execution);
            }));
        }
        start.countDown();

        Set<ObservedRoutes.Route> found = new HashSet<>();
        for (Future<ObservedRoutes.Route> one : observing) {
            found.add(one.get());
        }
        assertThat(found).hasSize(1);
    }

    @Test
    void the_first_system_behind_a_text_with_receipts_has_them_and_the_second_one_a_route_of_its_own()
            throws Exception {
        Loads loads = new Loads();
        load(loads, "MM-T1", "4711");

        ObservedRoutes.Route first = routes.observed(loads.route(), "site a", target, "e1");
        assertThat(first).isEqualTo(new ObservedRoutes.Route(loads.route(), null));
        ObservedRoutes.Route second = routes.observed(loads.route(), "site b", target, "e2");
        assertThat(second.key()).isNotEqualTo(loads.route());
        assertThat(second.origin()).isNotNull();
        assertThat(routes.observed("another spelling", "site a", target, "e3")).isEqualTo(first);

        assertThat(database.ledger().ofOtherSources(second.key(), KIND, List.of("MM-T1", "MM-T2")))
                .isEqualTo(Map.of("MM-T1", Set.of("4711")));
        assertThat(database.ledger().ofOtherSources(first.key(), KIND, List.of("MM-T1")))
                .isEmpty();
    }

    @Test
    void an_execution_that_checks_later_is_the_later_one() throws Exception {
        Loads loads = new Loads();
        load(loads, "MM-T1", "4711");
        routes.observed(
                loads.route(),
                "site",
                target,
                loads.attempt("20261120-101300-000", 1).batch().execution());

        claims.take(loads.attempt("20261120-101300-000", 1)).close(); // its id says an earlier time
        assertThat(database.ledger().find(loads.route(), KIND, List.of("MM-T1")))
                .hasSize(1);
    }

    private void load(Loads loads, String id, String targetId) throws InterruptedException {
        Ledger ledger = database.ledger();
        try (Claims.Claim claim = claims.take(loads.attempt(1))) {
            ledger.intend(claim, KIND, loads.intents(ledger, Map.of(id, hash(1))));
            ledger.confirm(claim, KIND, List.of(new Located(id, targetId)), Map.of());
        }
    }
}
