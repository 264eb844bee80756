package io.drover.loader;

import static io.drover.loader.LoaderTrial.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.contracts.Counts;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.LedgerDatabase;
import io.drover.worker.MemoryBatch;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** One record per origin, whatever was listed, and whoever loaded it. */
@TestInstance(Lifecycle.PER_CLASS)
class NothingTwiceTest {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private LedgerDatabase database;
    private LoaderTrial trial;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        database = new LedgerDatabase(directory);
    }

    @AfterAll
    void stop() throws Exception {
        threads.shutdownNow();
        database.close();
    }

    @BeforeEach
    void begin() {
        trial = new LoaderTrial(database);
    }

    @Test
    void a_record_of_two_batches_is_created_once() {
        Record one = record("T1", "Login", Map.of());
        trial.load(trial.batch(one), 0);

        MemoryBatch second = trial.batch(one);
        assertThat(trial.load(second, 1)).isEqualTo(new Counts(1, 0, 0, 0, 1, 0));
        assertThat(second.codes()).containsExactly("LISTED_TWICE");
        assertThat(trial.target.all("T1")).hasSize(1);
    }

    @Test
    void a_record_that_a_batch_has_twice_is_created_once() {
        Record one = record("T1", "Login", Map.of());
        MemoryBatch batch = trial.batch(one, one);

        assertThat(trial.load(batch, 0)).isEqualTo(new Counts(2, 1, 0, 0, 1, 0));
        assertThat(batch.codes()).containsExactly("LISTED_TWICE");
    }

    @Test
    void a_record_of_two_batches_at_the_same_moment_is_created_once() throws Exception {
        Record one = record("T1", "Login", Map.of());
        CountDownLatch firstIntends = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        trial.target.beforeLoad(() -> {
            firstIntends.countDown();
            await(goOn);
        });
        CompletableFuture<Counts> first = CompletableFuture.supplyAsync(() -> trial.load(trial.batch(one), 0), threads);
        await(firstIntends);
        trial.target.beforeLoad(() -> {});
        MemoryBatch second = trial.batch(one);
        CompletableFuture<Counts> other = CompletableFuture.supplyAsync(() -> trial.load(second, 1), threads);
        goOn.countDown();

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(new Counts(1, 0, 0, 0, 1, 0));
        assertThat(second.codes()).containsExactly("LISTED_TWICE");
        assertThat(trial.target.all("T1")).hasSize(1);
    }

    private Map<String, String> fields(String origin) {
        return LoaderTrial.fields(trial.target.only(origin).body());
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void without_receipts_what_the_target_has_is_adopted() {
        Record same = record("T1", "Login", Map.of("Tags", "a"));
        trial.target.put("T1", same.body());
        MemoryBatch batch = trial.prepared(same, record("T2", "Logout", Map.of()));

        assertThat(trial.load(batch, 0)).isEqualTo(new Counts(2, 1, 1, 0, 0, 0));
        assertThat(batch.codes()).containsExactly("ADOPTED");
        assertThat(trial.target.calls()).containsExactly("findAnywhere", "fetch", "create T2");

        trial.nextExecution();
        MemoryBatch next = trial.prepared(same);
        assertThat(trial.load(next, 0)).isEqualTo(new Counts(1, 0, 1, 0, 0, 0));
        assertThat(next.codes()).containsExactly("UNCHANGED");
    }

    @Test
    void what_is_adopted_keeps_values_that_differ_and_gets_those_that_it_lacks() {
        trial.target.put("T1", record("T1", "Login", Map.of("Tags", "theirs")).body());

        trial.load(trial.prepared(record("T1", "Login", Map.of("Tags", "ours", "Owner", "b"))), 0);
        assertThat(fields("T1")).isEqualTo(Map.of("Tags", "theirs", "Owner", "b"));
    }

    @Test
    void an_adoption_that_broke_off_keeps_the_values_that_are_not_known_to_be_ours() {
        Record ours = record("T1", "Login", Map.of("Tags", "ours", "Owner", "b"));
        breakOffAdopting(ours);

        MemoryBatch again = trial.prepared(ours);
        assertThat(trial.load(again, 0, 2)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(fields("T1")).isEqualTo(Map.of("Tags", "theirs", "Owner", "b"));
        assertThat(again.codes()).containsExactly("ADOPTED");
    }

    @Test
    void after_an_adoption_that_broke_off_the_next_execution_updates_what_that_one_wrote_and_tells_the_conflict() {
        breakOffAdopting(record("T1", "Login", Map.of("Tags", "ours", "Owner", "b")));

        trial.nextExecution();
        trial.options.put("conflicts", "overwrite");
        MemoryBatch next = trial.prepared(record("T1", "Login", Map.of("Tags", "ours", "Owner", "c")));
        assertThat(trial.load(next, 0)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 1));
        assertThat(next.codes()).as("of the tags only").containsExactly("ADOPTED", "CONFLICT");
        assertThat(fields("T1")).isEqualTo(Map.of("Tags", "ours", "Owner", "c"));
    }

    /** Somebody's T1 gets what it lacks, and nobody hears of it. */
    private void breakOffAdopting(Record ours) {
        trial.target.put("T1", record("T1", "Login", Map.of("Tags", "theirs")).body());
        trial.target.breakOffAfterUpdating("T1");
        assertThatThrownBy(() -> trial.load(trial.prepared(ours), 0)).hasMessage("503 for T1");
        assertThat(fields("T1")).isEqualTo(Map.of("Tags", "theirs", "Owner", "b"));
    }

    @Test
    void a_record_that_was_in_doubt_stays_known_when_its_update_is_refused() {
        trial.target.leaveUndecided("T1");
        trial.load(trial.batch(record("T1", "Login", Map.of())), 0);

        trial.nextExecution();
        trial.target.refuseUpdates("T1");
        Record changed = record("T1", "Log in", Map.of());
        assertThat(trial.load(trial.batch(changed), 0)).isEqualTo(new Counts(1, 0, 0, 1, 0, 0));

        trial.nextExecution();
        trial.options.put("existing", "reject");
        MemoryBatch third = trial.prepared(changed);
        trial.load(third, 0);
        assertThat(third.codes()).as("it is ours").containsExactly("TARGET_REJECTED");
        trial.load(trial.batch(changed), 1);
        assertThat(trial.target.all("T1")).hasSize(1);
    }

    @Test
    void a_record_that_was_found_stays_known_when_its_update_is_refused() {
        trial.target.put("T1", record("T1", "Login", Map.of()).body());
        trial.target.refuseUpdates("T1");
        Record ours = record("T1", "Login", Map.of("Owner", "b"));
        trial.load(trial.prepared(ours), 0);

        trial.nextExecution();
        trial.load(trial.batch(ours), 0);
        assertThat(trial.target.all("T1")).hasSize(1);
        assertThat(trial.target.calls()).containsExactly("findAnywhere", "fetch", "update T1", "fetch", "update T1");
    }

    @Test
    void what_is_adopted_is_brought_up_to_date_where_the_migration_says_overwrite() {
        trial.options.put("conflicts", "overwrite");
        trial.target.put("T1", record("T1", "Login", Map.of("Tags", "old")).body());
        MemoryBatch batch = trial.prepared(record("T1", "Login", Map.of("Tags", "new")));

        assertThat(trial.load(batch, 0)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 1));
        assertThat(batch.codes()).containsExactlyInAnyOrder("ADOPTED", "CONFLICT");
        assertThat(trial.target.only("T1").body().path("fields").path("Tags").asText())
                .isEqualTo("new");
    }

    @Test
    void what_the_target_has_is_refused_where_the_migration_says_so() {
        trial.options.put("existing", "reject");
        Record one = record("T1", "Login", Map.of());
        trial.target.put("T1", one.body());
        MemoryBatch batch = trial.prepared(one);

        assertThat(trial.load(batch, 0)).isEqualTo(new Counts(1, 0, 0, 1, 0, 0));
        assertThat(batch.codes()).containsExactly("EXISTS_IN_TARGET");
    }

    @Test
    void an_empty_target_is_not_asked() {
        trial.load(trial.prepared(record("T1", "Login", Map.of())), 0);
        assertThat(trial.target.calls()).containsExactly("create T1");
    }

    @Test
    void a_creation_that_nobody_heard_the_end_of_is_looked_for_by_the_next_execution() {
        Record one = record("T1", "Login", Map.of());
        trial.target.leaveUndecided("T1");
        assertThat(trial.load(trial.batch(one), 0)).isEqualTo(new Counts(1, 0, 0, 1, 0, 0));

        trial.nextExecution();
        assertThat(trial.load(trial.batch(one), 0)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(trial.target.calls()).containsExactly("create T1", "findByOrigin", "fetch");
        assertThat(trial.target.all("T1")).hasSize(1);
    }

    @Test
    void a_record_that_was_moved_since_its_creation_was_in_doubt_is_found_where_it_was_put() {
        trial.target.findsOnlyWhereItIsToGo();
        Record one = below("T1", "A");
        trial.target.leaveUndecided("T1");
        trial.load(trial.referring(one), 0);

        trial.nextExecution();
        assertThat(trial.load(trial.referring(below("T1", "B")), 0)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 1));
        assertThat(trial.target.only("T1").body().path("parent").asText()).isEqualTo("target of B");
        assertThat(trial.target.calls())
                .containsExactly("create T1", "findByOrigin", "findByOrigin", "fetch", "update T1");
    }

    @Test
    void a_record_that_went_to_the_top_since_then_is_found_too() {
        trial.target.findsOnlyWhereItIsToGo();
        trial.target.leaveUndecided("T1");
        trial.load(trial.referring(below("T1", "A")), 0);

        trial.nextExecution();
        trial.load(trial.referring(record("T1", "Login", Map.of())), 0);
        assertThat(trial.target.all("T1")).hasSize(1);
        assertThat(trial.target.only("T1").body().path("parent").isNull()).isTrue();
    }

    private static Record below(String id, String folder) {
        Record one = record(id, "Login", Map.of());
        one.body().set("parent", new Ref("folder", folder).toNode());
        return one;
    }

    @Test
    void two_batches_that_both_see_a_record_gone_create_it_once() throws Exception {
        Record one = record("T1", "Login", Map.of());
        trial.load(trial.batch(one), 0);
        trial.target.remove("T1");
        trial.nextExecution();

        CyclicBarrier bothJudge = new CyclicBarrier(2);
        trial.target.afterFirstFetches(2, () -> await(bothJudge));
        CompletableFuture<Counts> first = load(one, 0);
        CompletableFuture<Counts> second = load(one, 1);

        Counts sum = first.get(30, TimeUnit.SECONDS).plus(second.get(30, TimeUnit.SECONDS));
        assertThat(sum).isEqualTo(new Counts(2, 1, 0, 0, 1, 0));
        assertThat(trial.target.all("T1")).hasSize(1);
    }

    private CompletableFuture<Counts> load(Record one, int batch) {
        return CompletableFuture.supplyAsync(() -> trial.load(trial.batch(one), batch), threads);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_second_attempt_counts_what_the_first_one_wrote() {
        Record one = record("T1", "Login", Map.of());
        trial.load(trial.batch(one), 0, 1);
        assertThat(trial.load(trial.batch(one), 0, 2)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(trial.target.calls()).containsExactly("create T1");
    }
}
