package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An operation of a service itself that may take long, for example an archive. */
class UnboundedOperationTest extends OperationsContract {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterAll
    void stopThreads() {
        threads.shutdownNow();
    }

    private record Slow(CountDownLatch begun, CountDownLatch wakes) implements Operation {

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public Counts run(Batch batch) throws InterruptedException {
            begun.countDown();
            wakes.await();
            batch.checkOwnership();
            batch.total("files", 6);
            batch.fact("archive", "here");
            return Counts.NONE;
        }
    }

    @Test
    void it_gives_signs_of_life_and_leaves_totals_and_facts() throws Exception {
        Slow slow = new Slow(new CountDownLatch(1), new CountDownLatch(1));
        Worker worker = worker(SHORT, slow);
        Future<Outcome> running = threads.submit(() -> worker.run(command()));
        await().atMost(Duration.ofSeconds(20)).until(() -> worker.published.size() >= 2);
        assertThat(worker.published)
                .allSatisfy(result -> assertThat(result.outcome()).isInstanceOf(Outcome.Running.class));

        slow.wakes().countDown();

        Outcome.Done done = done(running.get(20, TimeUnit.SECONDS));
        assertThat(done.totals()).isEqualTo(Map.of("files", 6L));
        assertThat(done.facts()).isEqualTo(Map.of("archive", "here"));
    }

    @Test
    void an_attempt_that_was_frozen_past_its_lease_finds_out_and_its_successor_does_the_work() throws Exception {
        Slow slow = new Slow(new CountDownLatch(1), new CountDownLatch(1));
        Command command = command();
        Worker dying = worker(SHORT, slow);
        Future<Outcome> frozen = threads.submit(() -> dying.run(command));
        assertThat(slow.begun().await(20, TimeUnit.SECONDS)).isTrue();
        dying.freeze();

        done(worker(LEASE, new Slow(new CountDownLatch(1), new CountDownLatch(0)))
                .run(command));

        slow.wakes().countDown();
        failed(frozen.get(20, TimeUnit.SECONDS), "STALE_ATTEMPT");
    }

    private Worker worker(Duration lease, Operation operation) {
        return worker(lease, (connection, task) -> {}, operation);
    }

    private static Command command() {
        return OperationCommands.look()
                .step("archive", Phase.ARCHIVE)
                .operation("slow")
                .ofService();
    }
}
