package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker does about an execution that is given up. */
class CancelTest extends OperationsContract {

    private static final Duration PROMISED = Duration.ofSeconds(5);

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

    /** Loads in threes, of which two are confirmed when it is asked to end. */
    private final class Loads implements Operation {

        @Override
        public String name() {
            return "load";
        }

        @Override
        public Counts run(Batch batch) throws InterruptedException {
            batch.soFar(() -> new Counts(2, 2, 0, 0, 0, 0));
            batch.write("loaded", Map.of("id", "A"));
            batch.finding(new Finding("VALUE_TRUNCATED", Finding.Severity.WARNING, "case", "A", null, null, "Look."));
            begun.countDown();
            goesOn.await();
            batch.checkOwnership();
            return Counts.NONE;
        }
    }

    @Test
    void a_command_of_what_is_given_up_is_not_begun_whenever_it_comes() throws Exception {
        OperationCommands look = OperationCommands.look();
        Worker worker = worker((connection, task) -> {});
        worker.cancel(look.batch());

        assertThat(worker.run(look.command())).isEqualTo(Outcome.Cancelled.UNBEGUN);
        assertThat(worker.run(look.attempt(2).command())).isEqualTo(Outcome.Cancelled.UNBEGUN);
        assertThat(worker.connector.runs).hasValue(0);
        done(worker.run(look.step("another", Phase.VALIDATE).command()));
    }

    @Test
    void what_was_done_before_is_told_although_it_is_given_up_meanwhile() throws Exception {
        OperationCommands look = OperationCommands.look();
        Worker worker = worker((connection, task) -> {});
        done(worker.run(look.command()));

        worker.cancel(look.batch());

        done(worker.run(look.command()));
    }

    @Test
    void an_attempt_that_waits_is_interrupted_tells_at_once_that_it_lives_and_then_that_it_ended() throws Exception {
        OperationCommands look = OperationCommands.look();
        Worker worker = worker((connection, task) -> stand());
        Future<Outcome> running = running(worker, look.command());
        Instant asked = Instant.now();

        worker.cancel(look.batch());

        assertThat(running.get(PROMISED.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Outcome.Cancelled.UNBEGUN);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(PROMISED);
        assertThat(worker.run(look.attempt(2).command())).isEqualTo(Outcome.Cancelled.UNBEGUN);
        assertThat(store.list("executions/" + look.batch() + "/")).isEmpty();
    }

    @Test
    void what_a_load_had_done_is_told_and_its_findings_are_kept() throws Exception {
        Worker worker = worker(LEASE, (connection, task) -> {}, new Loads());
        Command load = load();
        Future<Outcome> running = running(worker, load);

        worker.cancel(load.batch());

        assertThat(running.get(PROMISED.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(new Outcome.Cancelled(new Counts(2, 2, 0, 0, 0, 0), Map.of("VALUE_TRUNCATED", 1)));
        assertThat(Manifests.read(store, load.batch().manifestKey())
                        .orElseThrow()
                        .part("findings"))
                .isPresent();
        assertThat(worker.published).anyMatch(result -> result.outcome() instanceof Outcome.Running);
        assertThat(database.isClosed(load.batch())).isTrue();
        assertThat(database.ask("select count(*) from claim where batch = '" + load.batch() + "'"))
                .isZero();
    }

    @Test
    void a_request_that_a_target_answers_within_two_seconds_is_not_cut_off() throws Exception {
        Worker worker = worker(LEASE, (connection, task) -> {}, new Loads());
        Command load = load();
        Future<Outcome> running = running(worker, load);

        worker.cancel(load.batch());
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(20)).until(() -> !running.isDone());
        goesOn.countDown();

        assertThat(running.get(PROMISED.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void what_a_connector_makes_of_the_interruption_is_no_failure() throws Exception {
        OperationCommands look = OperationCommands.look();
        Worker worker = worker((connection, task) -> {
            try {
                stand();
            } catch (InterruptedException e) {
                throw new ConnectorException("INTERRUPTED", FailureType.RESOURCES, "stopped while it waited");
            }
        });
        Future<Outcome> running = running(worker, look.command());

        worker.cancel(look.batch());

        assertThat(running.get(PROMISED.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Outcome.Cancelled.UNBEGUN);
    }

    @Test
    void what_destroys_is_not_interrupted_and_what_has_not_begun_to_does_not_begin() throws Exception {
        OperationCommands wipe = OperationCommands.wipe().permit(Instant.now().plusSeconds(600), Map.of());
        Worker worker = worker((connection, task) -> stand());
        Future<Outcome> running = running(worker, wipe.command());

        worker.cancel(wipe.batch());
        await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(20)).until(() -> !running.isDone());
        goesOn.countDown();

        done(running.get(20, TimeUnit.SECONDS));
        OperationCommands other = OperationCommands.wipe().permit(Instant.now().plusSeconds(600), Map.of());
        worker.cancel(other.batch());
        assertThat(worker.run(other.command())).isEqualTo(Outcome.Cancelled.UNBEGUN);
    }

    @Test
    void an_attempt_whose_claim_another_one_took_is_ended_while_it_waits_and_names_the_other() throws Exception {
        OperationCommands look = OperationCommands.look();
        Worker worker = worker(Duration.ofMillis(900), (connection, task) -> stand());
        Future<Outcome> running = running(worker, look.command());

        database.change("update claim set token = gen_random_uuid(), lease_until = now() + interval '1 minute'"
                + " where batch = '" + look.batch() + "'");

        Outcome.Failed failed = failed(running.get(20, TimeUnit.SECONDS), "ALREADY_RUNNING");
        assertThat(failed.message()).contains("Attempt 1 of batch");
    }

    @Test
    void an_attempt_that_waits_for_its_claim_is_given_up_at_once() throws Exception {
        for (Command command : List.of(OperationCommands.look().command(), load())) {
            Worker worker = worker(LEASE, (connection, task) -> {}, new Loads());
            takenByOneThatDied(command);
            Waiting waiting = new Waiting(worker, command);
            await().until(waiting::sleeps);

            worker.cancel(command.batch());

            assertThat(waiting.outcome.get(PROMISED.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(Outcome.Cancelled.UNBEGUN);
        }
    }

    @Test
    void the_interruption_of_a_claim_that_is_being_written_is_no_failure_of_the_database() throws Exception {
        Command look = OperationCommands.look().command();
        Worker worker = worker((connection, task) -> {});
        takenByOneThatDied(look);
        try (Connection other = database.source().getConnection()) {
            other.setAutoCommit(false);
            try (PreparedStatement lock = other.prepareStatement("update claim set owner = owner where batch = ?")) {
                lock.setString(1, look.batch().toString());
                lock.executeUpdate();
            }
            Waiting waiting = new Waiting(worker, look);
            await().until(() -> database.ask("select count(*) from pg_locks where not granted") > 0);

            worker.cancel(look.batch());

            assertThat(waiting.outcome.get(PROMISED.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(Outcome.Cancelled.UNBEGUN);
            other.rollback();
            other.setAutoCommit(true);
        }
    }

    @Test
    void what_another_one_did_while_an_attempt_waited_for_its_claim_is_told_although_it_is_given_up() throws Exception {
        Command look = OperationCommands.look().command();
        Worker worker = worker((connection, task) -> {});
        takenByOneThatDied(look);
        Waiting waiting = new Waiting(worker, look);
        await().until(waiting::sleeps);

        Manifests.commit(
                store,
                look.batch().manifestKey(),
                new Manifest(look.batch().toString(), 1, "another", List.of(), Map.of(), Map.of()));
        worker.cancel(look.batch());

        done(waiting.outcome.get(PROMISED.toSeconds(), TimeUnit.SECONDS));
        assertThat(worker.connector.runs).hasValue(0);
    }

    /** Its claim has most of its lease before it. */
    private void takenByOneThatDied(Command command) throws InterruptedException {
        Claims died = database.claims(LEASE, "died");
        died.take(command);
        died.stop();
    }

    private Future<Outcome> running(Worker worker, Command command) throws InterruptedException {
        Future<Outcome> running = threads.submit(() -> worker.run(command));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        return running;
    }

    private static Command load() {
        return OperationCommands.look()
                .step("testcases", Phase.LOAD)
                .operation("load")
                .ofService();
    }

    private void stand() throws InterruptedException {
        begun.countDown();
        goesOn.await();
    }
}
