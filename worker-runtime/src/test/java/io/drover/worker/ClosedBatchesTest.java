package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.Command;
import io.drover.contracts.Outcome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A command that comes again does nothing outside, whether what its batch staged is still there or not. */
class ClosedBatchesTest extends OperationsContract {

    private Worker worker() {
        return worker((connection, task) -> task.total("seen", 1));
    }

    @Test
    void when_what_a_closed_batch_staged_was_cleaned_up_its_command_is_not_done_again() throws Exception {
        OperationCommands look = OperationCommands.look();
        done(worker().run(look.command()));
        store.deleteAll("executions/" + look.execution() + "/");
        Worker again = worker();

        Outcome.Failed failed = failed(again.run(look.command()), "BATCH_CLOSED");

        assertThat(failed.type()).isEqualTo(Outcome.FailureType.INTERNAL);
        failed(again.run(look.attempt(2).command()), "BATCH_CLOSED");
        assertThat(again.connector.runs).hasValue(0);
        assertThat(entries(look.execution())).isEmpty();
    }

    @Test
    void as_long_as_it_is_there_it_is_the_answer_and_the_batch_is_noted_as_closed_if_it_was_not() throws Exception {
        OperationCommands look = OperationCommands.look();
        done(worker().run(look.command()));
        forget();
        Worker again = worker();

        done(again.run(look.command()));

        assertThat(again.connector.runs).hasValue(0);
        assertThat(database.isClosed(look.batch())).isTrue();
    }

    @Test
    void an_attempt_that_failed_closes_nothing() throws Exception {
        OperationCommands look = OperationCommands.look();
        failed(
                worker((connection, task) -> {
                            throw new IllegalStateException("odd");
                        })
                        .run(look.command()),
                "INTERNAL_ERROR");

        Worker second = worker();
        done(second.run(look.attempt(2).command()));

        assertThat(second.connector.runs).hasValue(1);
    }

    @Test
    void a_command_whose_deadline_is_long_past_is_not_begun_and_one_that_only_waited_is() throws Exception {
        Worker worker = worker();
        OperationCommands look = OperationCommands.look();
        Instant longAgo = Instant.now().minus(Duration.ofDays(2));

        Outcome.Failed failed = failed(worker.run(look.withDeadline(longAgo)), "COMMAND_EXPIRED");

        assertThat(failed.type()).isEqualTo(Outcome.FailureType.RESOURCES);
        assertThat(worker.connector.runs).hasValue(0);
        Command waited = look.withDeadline(Instant.now().minus(Duration.ofHours(2)));
        done(worker.run(waited));
    }

    private void forget() throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        database.servers().jdbcUrl(),
                        database.servers().postgresUser(),
                        database.servers().postgresPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("delete from ledger.closed_batch");
        }
    }
}
