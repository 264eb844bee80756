package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.Outcome;
import io.drover.contracts.Permit;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether something was done outside is the worker's mark, and it holds whoever comes later to what the connector says. */
class DeedTest extends OperationsContract {

    @Test
    void what_destroys_was_begun_once_its_operation_runs_though_it_sent_no_request() throws Exception {
        Worker worker = failing();

        Outcome.Failed failed = failed(worker.run(agreed("wipe").command()), "BROKE_OFF");

        assertThat(failed.deedBegun()).isTrue();
    }

    @Test
    void what_is_delivered_again_says_that_it_was_begun_even_when_it_cannot_begin() throws Exception {
        OperationCommands wipe = agreed("wipe");
        failed(failing().run(wipe.command()), "BROKE_OFF");

        assertThat(failed(failing().run(wipe.command()), "INTERRUPTED").deedBegun())
                .isTrue();
    }

    @Test
    void a_program_says_itself_when_its_deed_begins() throws Exception {
        Worker before = failing();
        Worker after = worker((connection, task) -> {
            task.deed();
            task.deed();
            throw broke();
        });

        assertThat(failed(before.run(agreed("upgrade").command()), "BROKE_OFF").deedBegun())
                .isFalse();
        assertThat(failed(after.run(agreed("upgrade").command()), "BROKE_OFF").deedBegun())
                .isTrue();
    }

    @Test
    void a_program_that_was_killed_in_its_deed_is_not_begun_again_when_its_command_comes_again() throws Exception {
        OperationCommands upgrade = OperationCommands.look().operation("upgrade");
        failed(
                worker((connection, task) -> {
                            task.deed();
                            throw broke();
                        })
                        .run(upgrade.command()),
                "BROKE_OFF");
        Worker second = worker((connection, task) -> {});

        assertThat(failed(second.run(upgrade.command()), "INTERRUPTED").deedBegun())
                .isTrue();
        assertThat(second.connector.runs).hasValue(0);
        done(second.run(upgrade.attempt(2).command()));
    }

    @Test
    void what_only_sends_over_http_was_begun_with_its_first_request() throws Exception {
        Worker worker = worker((connection, task) -> {
            connection.meter().request();
            throw broke();
        });

        Outcome.Failed failed = failed(worker.run(OperationCommands.look().command()), "BROKE_OFF");

        assertThat(failed.deedBegun()).isTrue();
    }

    @Test
    void what_may_be_done_again_whole_is_done_again_under_the_same_consent() throws Exception {
        OperationCommands reset = agreed("reset");
        failed(failing().run(reset.command()), "BROKE_OFF");
        Worker second = worker((connection, task) -> {});

        failed(second.run(reset.command()), "INTERRUPTED");
        done(second.run(reset.attempt(2).command()));
    }

    @Test
    void what_must_be_restored_first_is_refused_under_any_consent_until_a_person_says_that_it_was() throws Exception {
        OperationCommands drop = agreed("drop");
        failed(failing().run(drop.command()), "BROKE_OFF");
        Worker worker = worker((connection, task) -> {});

        Outcome.Failed refused = failed(
                worker.run(drop.attempt(2).permit(OperationCommands.given(1)).command()), "RESTORE_FIRST");

        assertThat(refused.type()).isEqualTo(Outcome.FailureType.USER);
        assertThat(refused.message()).contains("Nothing was sent", "Restore the backup");
        assertThat(worker.connector.runs).hasValue(0);
        done(worker.run(drop.attempt(3)
                .permit(new Permit(
                        "bea",
                        "c0ffee",
                        later(),
                        Map.of(),
                        Instant.EPOCH.plusSeconds(2),
                        "the dump of Monday, counted"))
                .command()));
    }

    private static OperationCommands agreed(String operation) {
        return OperationCommands.wipe().operation(operation).permit(OperationCommands.given(0));
    }

    private Worker failing() throws Exception {
        return worker((connection, task) -> {
            throw broke();
        });
    }

    private static ConnectorException broke() {
        return new ConnectorException("BROKE_OFF", FailureType.EXTERNAL, "It broke off.");
    }

    private static Instant later() {
        return Instant.now().plusSeconds(60);
    }
}
