package io.drover.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.spi.Answer;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An operation that is not done yet holds nothing, is asked again, and is not begun again. */
class NotYetTest extends OperationsContract {

    private static final Answer LATER = new Answer.NotYet(Duration.ofSeconds(30), "1 of 2 is there");

    @Test
    void it_is_asked_again_with_the_facts_that_it_told_and_only_its_last_answer_leaves_anything() throws Exception {
        OperationCommands look = OperationCommands.look();
        Worker worker = answering((connection, task) -> {
            try (OutputStream out = task.create("export")) {
                out.write(("export " + task.asked()).getBytes(UTF_8));
            }
            task.total("seen", task.asked());
            if (task.asked() == 0) {
                assertThat(task.remembered()).isEmpty();
                task.fact("job", "4711");
                return LATER;
            }
            assertThat(task.remembered()).isEqualTo(Map.of("job", "4711"));
            return task.asked() == 1 ? LATER : Answer.DONE;
        });

        assertThat(worker.run(look.command())).isEqualTo(new Outcome.NotYet(30_000, "1 of 2 is there", false));
        OperationCommands second = look.asked(1);
        assertThat(worker.run(second.command())).isInstanceOf(Outcome.NotYet.class);
        assertThat(store.list("executions/" + look.batch() + "/")).isEmpty();
        Outcome.Done done = done(worker.run(second.asked(2).command()));

        assertThat(done.facts()).isEqualTo(Map.of("job", "4711"));
        assertThat(done.totals()).isEqualTo(Map.of("seen", 2L));
        assertThat(worker.connector.runs).hasValue(3);
        assertThat(worker.connector.closed).hasValue(3);
        assertThat(whats(look.execution()))
                .containsExactly(
                        "attempt.begun",
                        "attempt.ended",
                        "attempt.begun",
                        "attempt.ended",
                        "attempt.begun",
                        "attempt.ended");
    }

    @Test
    void delivered_again_it_gives_the_same_answer_and_does_nothing() throws Exception {
        OperationCommands wipe = wipe();
        Worker worker = answering((connection, task) -> LATER);
        Outcome first = worker.run(wipe.command());

        assertThat(worker.run(wipe.command())).isEqualTo(first);
        assertThat(worker.connector.runs).hasValue(1);
    }

    @Test
    void what_destroys_is_marked_once_and_asked_again_under_the_same_consent_after_it_expired() throws Exception {
        OperationCommands wipe = OperationCommands.wipe().permit(Instant.now().plusMillis(800), Map.of());
        Worker worker = answering((connection, task) -> {
            if (task.asked() == 0) {
                task.checkPermit();
                return LATER;
            }
            return Answer.DONE;
        });

        assertThat(worker.run(wipe.command())).isEqualTo(new Outcome.NotYet(30_000, "1 of 2 is there", true));
        await().pollDelay(Duration.ofMillis(900)).until(() -> true);
        done(worker.run(wipe.asked(1).command()));

        assertThat(store.list(records(wipe) + "begun-")).hasSize(1);
        assertThat(worker.connector.runs).hasValue(2);
    }

    @Test
    void the_answer_says_that_its_deed_was_begun_also_when_a_later_attempt_only_looked() throws Exception {
        OperationCommands wipe = wipe();
        Worker worker = answering((connection, task) -> LATER);
        worker.run(wipe.command());

        assertThat(worker.run(wipe.asked(1).command()))
                .isInstanceOfSatisfying(Outcome.NotYet.class, again -> assertThat(again.deedBegun())
                        .isTrue());
    }

    @Test
    void a_second_attempt_that_is_not_asked_but_would_begin_is_refused_as_ever() throws Exception {
        OperationCommands wipe = wipe();
        Worker worker = answering((connection, task) -> LATER);
        worker.run(wipe.command());

        failed(worker.run(wipe.attempt(2).command()), "INTERRUPTED");
        assertThat(worker.connector.runs).hasValue(1);
    }

    @Test
    void who_could_not_ask_has_begun_nothing_and_may_ask_again() throws Exception {
        OperationCommands wipe = wipe();
        Worker worker = answering((connection, task) -> {
            if (task.asked() == 1) {
                connection.meter().request();
                throw new ConnectorException("HTTP_503", FailureType.EXTERNAL, "away");
            }
            return task.asked() == 0 ? LATER : Answer.DONE;
        });
        worker.run(wipe.command());
        OperationCommands second = wipe.asked(1);

        assertThat(failed(worker.run(second.command()), "HTTP_503").deedBegun()).isFalse();
        done(worker.run(second.asked(2).command()));
    }

    @Test
    void what_began_something_while_it_was_asked_is_not_asked_again_until_a_person_has_looked() throws Exception {
        OperationCommands wipe = wipe();
        Worker worker = answering((connection, task) -> {
            if (task.asked() == 0) {
                return LATER;
            }
            task.deed();
            throw new ConnectorException("HTTP_503", FailureType.EXTERNAL, "away");
        });
        worker.run(wipe.command());
        OperationCommands second = wipe.asked(1);

        assertThat(failed(worker.run(second.command()), "HTTP_503").deedBegun()).isTrue();
        failed(worker.run(second.asked(1).command()), "INTERRUPTED");
        assertThat(worker.connector.runs).hasValue(2);
    }

    @Test
    void who_is_asked_again_and_never_answered_does_nothing() throws Exception {
        Worker worker = answering((connection, task) -> Answer.DONE);

        failed(worker.run(wipe().asked(1).command()), "NEVER_ASKED");
        assertThat(worker.connector.runs).hasValue(0);
    }

    @Test
    void what_restores_first_may_be_asked_again_without_a_restore() throws Exception {
        OperationCommands drop = OperationCommands.look()
                .step("drop-it", Phase.LOAD)
                .operation("drop")
                .permit(OperationCommands.given(1));
        Worker worker = answering((connection, task) -> task.asked() == 0 ? LATER : Answer.DONE);
        worker.run(drop.command());

        done(worker.run(drop.asked(1).command()));
    }

    @Test
    void nothing_to_do_is_done_with_the_reason_and_says_so_again_when_it_is_delivered_again() throws Exception {
        OperationCommands look = OperationCommands.look();
        Worker worker = answering((connection, task) -> new Answer.Skipped("the queue is switched off"));

        assertThat(done(worker.run(look.command())).skipped()).isEqualTo("the queue is switched off");
        assertThat(done(worker.run(look.command())).skipped()).isEqualTo("the queue is switched off");
        assertThat(worker.connector.runs).hasValue(1);
    }

    private static OperationCommands wipe() {
        return OperationCommands.wipe().permit(OperationCommands.given(1));
    }

    private static String records(OperationCommands of) {
        return "executions/" + of.execution() + "/records/" + of.batch().step() + "/";
    }
}
