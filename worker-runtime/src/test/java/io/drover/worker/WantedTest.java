package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.Outcome;
import io.drover.contracts.Permit;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command with a right signature may be a copy: the coordinator's row says whether it is wanted, and whether somebody consented. */
class WantedTest extends OperationsContract {

    private final Permit permit =
            new Permit("ada", "c0ffee", Instant.now().plusSeconds(600), Map.of(), Instant.EPOCH, null);

    private ExecutionRows rows;

    @BeforeEach
    void table() throws Exception {
        rows = new ExecutionRows(database.connections());
        database.change("create schema if not exists drover");
        database.change("create table if not exists drover.execution (id text primary key, state text, status text)");
    }

    @Test
    void a_command_of_an_execution_that_is_not_there_is_not_done_and_closes_no_route() throws Exception {
        OperationCommands forged = OperationCommands.wipe().execution("99991231-235959-999-zzz", "a > b");
        Worker worker = wanting();

        failed(worker.run(forged.permit(permit).command()), "NOT_WANTED");

        assertThat(worker.connector.runs).hasValue(0);
        assertThat(database.ask("select count(*) from route where execution like '9999%'"))
                .isZero();
        assertThat(database.ask("select count(*) from turn where execution like '9999%'"))
                .isZero();
        assertThat(database.ask("select count(*) from claim where batch like '9999%'"))
                .isZero();
    }

    @Test
    void what_is_open_is_done_and_what_has_ended_or_is_closed_is_not() throws Exception {
        OperationCommands look = OperationCommands.look();
        row(look, "RUNNING", open(look, 1, "RUNNING"), "");
        done(wanting().run(look.command()));

        OperationCommands ended = OperationCommands.look();
        row(ended, "SUCCESS", open(ended, 1, "RUNNING"), "");
        OperationCommands closed = OperationCommands.look();
        row(closed, "RUNNING", "", "");
        OperationCommands other = OperationCommands.look();
        row(other, "RUNNING", open(other.step("another", other.phase()), 1, "RUNNING"), "");
        OperationCommands odd = OperationCommands.look();
        database.change("insert into drover.execution values ('" + odd.execution() + "', 'no JSON', 'RUNNING')");
        Worker worker = wanting();
        for (OperationCommands unwanted : new OperationCommands[] {ended, closed, other, odd}) {
            failed(worker.run(unwanted.command()), "NOT_WANTED");
        }
        assertThat(worker.connector.runs).hasValue(0);
    }

    @Test
    void an_attempt_that_waited_in_its_topic_is_wanted_beside_a_later_one_and_one_that_nobody_commanded_is_not()
            throws Exception {
        OperationCommands look = OperationCommands.look();
        row(look, "HELD", open(look, 2, "RUNNING"), "");

        assertThat(rows.wants(look.command())).isTrue();
        assertThat(rows.wants(look.attempt(2).command())).isTrue();
        assertThat(rows.wants(look.attempt(3).command())).isFalse();
    }

    @Test
    void a_permit_that_is_no_consent_in_the_row_destroys_nothing() throws Exception {
        OperationCommands wipe = OperationCommands.wipe().permit(permit);
        for (String consents : new String[] {
            "",
            consent("eve", "c0ffee", Instant.EPOCH),
            consent("ada", "another", Instant.EPOCH),
            consent("ada", "c0ffee", Instant.EPOCH.plusSeconds(1))
        }) {
            row(wipe, "RUNNING", open(wipe, 1, "RUNNING"), consents);
            Worker worker = wanting();
            Outcome.Failed failed = failed(worker.run(wipe.command()), "CONSENT_UNKNOWN");
            assertThat(failed.type()).isEqualTo(Outcome.FailureType.USER);
            assertThat(worker.connector.runs).hasValue(0);
        }
        row(wipe, "RUNNING", open(wipe, 2, "RUNNING"), consent("ada", "c0ffee", Instant.EPOCH));
        assertThat(rows.permits(wipe.command())).as("an earlier attempt").isFalse();
        row(wipe, "RUNNING", open(wipe, 1, "WAITING"), consent("ada", "c0ffee", Instant.EPOCH));
        assertThat(rows.permits(wipe.command())).as("one that is not commanded").isFalse();
        row(wipe, "RUNNING", open(wipe, 1, "RUNNING"), consent("ada", "c0ffee", Instant.EPOCH));
        done(wanting().run(wipe.command()));
    }

    private Worker wanting() {
        return worker(rows, (connection, task) -> task.total("seen", 1));
    }

    private void row(OperationCommands of, String status, String open, String consent) throws Exception {
        String state = "{\"steps\":[{\"id\":\"%s\",\"open\":[%s]}],\"consents\":{%s}}"
                .formatted(stepOf(open, of), open.isEmpty() ? "" : open.substring(open.indexOf('{')), consent);
        database.change("insert into drover.execution values ('" + of.execution() + "', '" + state + "', '" + status
                + "') on conflict (id) do update set state = excluded.state, status = excluded.status");
    }

    private static String stepOf(String open, OperationCommands of) {
        return open.isEmpty() ? of.step() : open.substring(0, open.indexOf('{'));
    }

    /** Of a step, ahead of the JSON. */
    private static String open(OperationCommands of, int attempt, String status) {
        return of.step()
                + "{\"phase\":\"%s\",\"number\":%d,\"attempt\":%d,\"status\":\"%s\"}"
                        .formatted(of.phase(), of.round(), attempt, status);
    }

    private static String consent(String by, String challenge, Instant at) {
        return "\"consent\":{\"by\":\"%s\",\"challenge\":\"%s\",\"at\":\"%s\"}".formatted(by, challenge, at);
    }
}
