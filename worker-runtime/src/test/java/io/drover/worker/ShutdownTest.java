package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.Outcome;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker that is told to end; its patience is 200 ms. */
class ShutdownTest extends OperationsContract {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private CountDownLatch begun = new CountDownLatch(1);
    private CountDownLatch goesOn = new CountDownLatch(1);

    @BeforeEach
    void nothingHasBegun() {
        begun = new CountDownLatch(1);
        goesOn = new CountDownLatch(1);
    }

    @AfterAll
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void without_work_it_ends_at_once_and_begins_nothing_any_more() throws Exception {
        Worker worker = worker((connection, task) -> {});

        worker.end();

        assertThatThrownBy(() -> worker.run(OperationCommands.look().command()))
                .isInstanceOf(InterruptedException.class);
        assertThat(worker.connector.runs).hasValue(0);
    }

    @Test
    void a_batch_that_takes_too_long_is_interrupted_leaves_nothing_and_is_anothers_at_once() throws Exception {
        OperationCommands look = OperationCommands.look();
        Worker ending = worker((connection, task) -> {
            task.create("dump").write(new byte[100_000]);
            stand();
        });
        Future<Outcome> running = threads.submit(() -> ending.run(look.command()));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        ending.end();

        assertHandedBack(running);
        assertThat(store.list("executions/" + look.batch() + "/")).isEmpty();
        long start = System.nanoTime();
        done(worker((connection, task) -> {}).run(look.command()));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("not a lease")
                .isLessThan(LEASE.dividedBy(2));
    }

    @Test
    void what_a_connector_makes_of_the_interruption_is_not_told_as_a_failure() throws Exception {
        Worker ending = worker((connection, task) -> {
            try {
                stand();
            } catch (InterruptedException e) {
                throw new ConnectorException("INTERRUPTED", FailureType.RESOURCES, "stopped while it waited");
            }
        });
        Future<Outcome> running =
                threads.submit(() -> ending.run(OperationCommands.look().command()));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        ending.end();

        assertHandedBack(running);
        assertThat(ending.published).noneMatch(result -> result.outcome() instanceof Outcome.Failed);
    }

    @Test
    void what_destroys_is_waited_for_to_its_end_and_its_result_told() throws Exception {
        Worker ending = worker((connection, task) -> stand());
        OperationCommands wipe = OperationCommands.wipe().permit(Instant.now().plusSeconds(600), Map.of());
        Future<Outcome> running = threads.submit(() -> ending.run(wipe.command()));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        Future<?> end = threads.submit(() -> {
            ending.end();
            return null;
        });

        await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(20)).until(() -> !end.isDone());
        goesOn.countDown();
        end.get(20, TimeUnit.SECONDS);
        done(running.get(20, TimeUnit.SECONDS));
        assertThat(ending.published).anyMatch(result -> result.outcome() instanceof Outcome.Done);
    }

    private void stand() throws InterruptedException {
        begun.countDown();
        goesOn.await();
    }

    private static void assertHandedBack(Future<Outcome> running) {
        assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }
}
