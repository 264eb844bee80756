package io.drover.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.BatchId;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import java.io.OutputStream;
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
import org.junit.jupiter.api.Test;

/** What destroys runs only with consent for its very files, and once. */
class GuardTest extends OperationsContract {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterAll
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void without_a_permit_nothing_is_destroyed() throws Exception {
        assertRefused(OperationCommands.wipe(), "CONSENT_MISSING");
    }

    @Test
    void an_expired_permit_is_none() throws Exception {
        assertRefused(OperationCommands.wipe().permit(Instant.now().minusMillis(1), Map.of()), "CONSENT_EXPIRED");
    }

    @Test
    void an_expired_permit_is_none_for_what_destroys_nothing_either_since_a_person_is_asked_again() throws Exception {
        assertRefused(OperationCommands.look().permit(Instant.EPOCH, Map.of()), "CONSENT_EXPIRED");
        done(worker((connection, task) -> {})
                .run(OperationCommands.look().permit(later(), Map.of()).command()));
    }

    @Test
    void another_file_than_the_one_agreed_to_is_refused() throws Exception {
        OperationCommands wipe = OperationCommands.wipe();
        BatchId from = file(wipe, "the file");
        OperationCommands withFile = wipe.input("converted", from, "converted");

        for (Map<String, String> agreed : List.of(
                Map.of("converted", "00".repeat(32)),
                Map.<String, String>of(),
                Map.of("converted", sha256(from), "another", "00".repeat(32)))) {
            assertRefused(withFile.permit(later(), agreed), "CONSENT_OTHER_FILE");
        }
    }

    @Test
    void with_consent_for_the_file_it_runs_and_its_beginning_is_marked_before() throws Exception {
        OperationCommands wipe = OperationCommands.wipe();
        BatchId from = file(wipe, "the file");
        OperationCommands agreed =
                wipe.input("converted", from, "converted").permit(later(), Map.of("converted", sha256(from)));
        Worker worker = worker((connection, task) -> {
            assertThat(store.list(records(wipe) + "begun-00-01.json")).hasSize(1);
            task.checkPermit();
            assertThat(task.open("converted").readAllBytes()).asString(UTF_8).isEqualTo("the file");
        });

        done(worker.run(agreed.command()));

        assertThat(entries(wipe.execution()))
                .filteredOn(entry -> entry.at("/detail/consent.by").asText().equals("ada"))
                .extracting(entry -> entry.path("what").asText())
                .containsExactly("attempt.begun");
    }

    @Test
    void consent_that_expires_while_it_prepares_stops_it_at_the_last_question() throws Exception {
        Instant end = Instant.now().plusSeconds(4);
        OperationCommands wipe = OperationCommands.wipe().permit(end, Map.of());
        Worker worker = worker((connection, task) -> {
            task.checkPermit();
            await().until(() -> Instant.now().isAfter(end));
            task.checkPermit();
            throw new AssertionError("it was sent");
        });

        Outcome.Failed failed = failed(worker.run(wipe.command()), "CONSENT_EXPIRED");

        assertThat(failed.type()).isEqualTo(Outcome.FailureType.USER);
        assertThat(failed.deedBegun()).as("it had been told that it may").isTrue();
    }

    @Test
    void what_came_too_late_with_its_first_question_was_not_begun_and_may_be_begun_under_the_same_consent()
            throws Exception {
        OperationCommands wipe = OperationCommands.wipe();
        Worker worker = worker((connection, task) -> {
            await().pollDelay(Duration.ofMillis(900)).until(() -> true);
            task.checkPermit();
            throw new AssertionError("it was sent");
        });

        Outcome.Failed failed = failed(
                worker.run(wipe.permit(Instant.now().plusMillis(700), Map.of()).command()), "CONSENT_EXPIRED");

        assertThat(failed.deedBegun()).isFalse();
        done(worker((connection, task) -> {})
                .run(wipe.attempt(2).permit(later(), Map.of()).command()));
    }

    @Test
    void what_was_told_to_wait_on_and_never_that_it_may_was_not_begun() throws Exception {
        OperationCommands wipe = OperationCommands.wipe();
        Worker worker = worker((connection, task) -> {
            task.checkWait();
            await().pollDelay(Duration.ofMillis(900)).until(() -> true);
            task.checkWait();
            throw new AssertionError("it waited on");
        });

        Outcome.Failed failed = failed(
                worker.run(wipe.permit(Instant.now().plusMillis(700), Map.of()).command()), "CONSENT_EXPIRED");

        assertThat(failed.deedBegun()).isFalse();
        done(worker((connection, task) -> {})
                .run(wipe.attempt(2).permit(later(), Map.of()).command()));
    }

    @Test
    void what_was_begun_under_a_consent_begins_under_another_one_only() throws Exception {
        OperationCommands wipe = OperationCommands.wipe().permit(OperationCommands.given(0));
        Worker failing = worker((connection, task) -> {
            throw new java.io.UncheckedIOException(new java.io.IOException("connection reset"));
        });
        failed(failing.run(wipe.command()), "STAGING_UNAVAILABLE");
        Worker worker = worker((connection, task) -> {});

        assertThat(failed(worker.run(wipe.command()), "INTERRUPTED").type()).isEqualTo(Outcome.FailureType.EXTERNAL);
        failed(worker.run(wipe.attempt(2).command()), "INTERRUPTED");
        assertThat(worker.connector.runs).hasValue(0);
        done(worker.run(wipe.attempt(3).permit(OperationCommands.given(1)).command()));
        assertThat(worker.connector.runs).hasValue(1);
    }

    @Test
    void what_was_begun_is_told_even_when_the_consent_has_lapsed_since() throws Exception {
        OperationCommands wipe = OperationCommands.wipe();
        Worker failing = worker((connection, task) -> {
            throw new java.io.UncheckedIOException(new java.io.IOException("connection reset"));
        });
        failed(failing.run(wipe.permit(later(), Map.of()).command()), "STAGING_UNAVAILABLE");

        Worker worker = worker((connection, task) -> {});
        failed(worker.run(wipe.permit(Instant.EPOCH, Map.of()).command()), "INTERRUPTED");
    }

    @Test
    void a_refused_attempt_leaves_no_mark() throws Exception {
        OperationCommands wipe = OperationCommands.wipe();
        assertRefused(wipe.permit(Instant.EPOCH, Map.of()), "CONSENT_EXPIRED");

        done(worker((connection, task) -> {})
                .run(wipe.attempt(2).permit(later(), Map.of()).command()));
    }

    @Test
    void a_command_delivered_again_after_its_worker_died_sends_nothing_and_the_dead_one_that_wakes_neither()
            throws Exception {
        OperationCommands wipe = OperationCommands.wipe().permit(later(), Map.of());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch wakes = new CountDownLatch(1);
        Worker dying = worker(SHORT, (connection, task) -> {
            begun.countDown();
            wakes.await();
            task.checkPermit();
            throw new AssertionError("it was sent");
        });
        Future<Outcome> frozen = threads.submit(() -> dying.run(wipe.command()));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        dying.freeze();
        Worker successor = worker((connection, task) -> {});

        failed(successor.run(wipe.command()), "INTERRUPTED");

        assertThat(successor.connector.runs).hasValue(0);
        wakes.countDown();
        failed(frozen.get(20, TimeUnit.SECONDS), "CLAIM_LOST"); // nobody has it: the successor has ended, too
        assertThat(whats(wipe.execution()))
                .containsExactlyInAnyOrder("attempt.begun", "attempt.begun", "attempt.failed", "attempt.failed");
    }

    @Test
    void what_was_done_to_its_end_while_its_command_that_came_again_waited_for_the_claim_is_told_as_done()
            throws Exception {
        OperationCommands wipe = OperationCommands.wipe().permit(later(), Map.of());
        Claims killed = database.claims(LEASE.dividedBy(5), "killed");
        killed.take(wipe.command());
        killed.stop();
        Worker successor = worker((connection, task) -> {});
        Waiting waiting = new Waiting(successor, wipe.command());
        await().until(waiting::sleeps);
        store.putIfAbsent(records(wipe) + "begun-00-01.json", "{}".getBytes(UTF_8));
        Manifests.commit(
                store,
                wipe.batch().manifestKey(),
                new Manifest(wipe.batch().toString(), 1, "killed", List.of(), Map.of(), Map.of()));

        done(waiting.outcome.get(20, TimeUnit.SECONDS));

        assertThat(successor.connector.runs).hasValue(0);
        assertThat(database.isClosed(wipe.batch())).isTrue();
    }

    @Test
    void a_program_that_stood_still_before_its_deed_does_not_begin_it_beside_the_attempt_that_followed()
            throws Exception {
        OperationCommands upgrade = OperationCommands.look().operation("upgrade");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch wakes = new CountDownLatch(1);
        Worker asleep = worker(SHORT, (connection, task) -> {
            begun.countDown();
            wakes.await();
            task.deed();
            throw new AssertionError("it was begun");
        });
        Future<Outcome> frozen = threads.submit(() -> asleep.run(upgrade.command()));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        asleep.freeze();

        done(worker((connection, task) -> task.deed()).run(upgrade.attempt(2).command()));

        wakes.countDown();
        assertThat(failed(frozen.get(20, TimeUnit.SECONDS), "STALE_ATTEMPT").deedBegun())
                .isFalse();
        assertThat(store.list(records(upgrade) + "begun-")).containsExactly(records(upgrade) + "begun-00-02.json");
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // a worker that died answers nothing
    void a_command_delivered_again_after_its_worker_died_is_done_again_when_it_destroys_nothing() throws Exception {
        OperationCommands look = OperationCommands.look();
        CountDownLatch begun = new CountDownLatch(1);
        Worker dying = worker(SHORT, (connection, task) -> {
            begun.countDown();
            new CountDownLatch(1).await();
        });
        threads.submit(() -> dying.run(look.command()));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        dying.freeze();

        done(worker((connection, task) -> {}).run(look.command()));
    }

    @Test
    void a_living_attempt_gives_signs_of_life_and_a_second_one_is_told_that_it_runs() throws Exception {
        OperationCommands look = OperationCommands.look();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        Worker living = worker(SHORT, (connection, task) -> {
            begun.countDown();
            enough.await();
        });
        Future<Outcome> first = threads.submit(() -> living.run(look.command()));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Worker second = worker(SHORT, (connection, task) -> {});

        Outcome.Failed failed = failed(second.run(look.command()), "ALREADY_RUNNING");

        assertThat(failed.type()).isEqualTo(Outcome.FailureType.INTERNAL);
        assertThat(second.published).as("it does not own the batch").hasSize(1);
        await().until(() -> living.published.size() > 5);
        enough.countDown();
        done(first.get(20, TimeUnit.SECONDS));
        List<Result> published = List.copyOf(living.published);
        assertThat(published).hasSizeGreaterThan(5);
        assertThat(published.subList(0, published.size() - 1))
                .allSatisfy(result -> assertThat(result.outcome()).isInstanceOf(Outcome.Running.class));
        assertThat(published.getLast().outcome()).isInstanceOf(Outcome.Done.class);
        await().pollDelay(SHORT).until(() -> true);
        assertThat(living.published).hasSameSizeAs(published);
    }

    @Test
    void a_command_of_an_earlier_execution_loads_nothing_once_a_later_one_loads_on_the_route() throws Exception {
        Worker worker = worker((connection, task) -> {});
        OperationCommands wipe = OperationCommands.wipe().permit(later(), Map.of());
        String route = wipe.route();
        done(worker.run(wipe.execution("20261121-a", route).command()));

        failed(worker.run(wipe.execution("20261120-a", route).command()), "ROUTE_TAKEN");
        done(worker.run(OperationCommands.look().execution("20261120-a", route).command()));
        assertThat(worker.connector.runs).hasValue(2);
    }

    private void assertRefused(OperationCommands command, String code) throws Exception {
        Worker worker = worker((connection, task) -> {});

        Outcome.Failed failed = failed(worker.run(command.command()), code);

        assertThat(failed.type()).isEqualTo(Outcome.FailureType.USER);
        assertThat(failed.message()).contains("Nothing was sent");
        assertThat(failed.deedBegun()).isFalse();
        assertThat(worker.connector.opened).isEmpty();
        assertThat(store.list(records(command) + "begun-")).isEmpty();
        assertThat(whats(command.execution())).endsWith("attempt.begun", "attempt.failed");
    }

    private BatchId file(OperationCommands of, String content) throws Exception {
        OperationCommands convert = of.step("convert", Phase.TRANSFORM).operation("look");
        done(worker((connection, task) -> {
                    try (OutputStream out = task.create("converted")) {
                        out.write(content.getBytes(UTF_8));
                    }
                })
                .run(convert.command()));
        return convert.batch();
    }

    private String sha256(BatchId batch) throws Exception {
        return Manifests.read(store, batch.manifestKey())
                .orElseThrow()
                .part("converted")
                .orElseThrow()
                .sha256();
    }

    private static String records(OperationCommands command) {
        return "executions/" + command.execution() + "/records/" + command.step() + "/";
    }

    private static Instant later() {
        return Instant.now().plusSeconds(60);
    }
}
