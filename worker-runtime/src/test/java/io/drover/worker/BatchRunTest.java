package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.staging.Manifest;
import io.drover.staging.Manifests;
import io.drover.staging.PartReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operation of a service leaves on the staging store. */
class BatchRunTest extends OperationsContract {

    private static final int PARTS = 3 * BatchParts.MAX_OPEN_PARTS;

    private static final class ManyParts implements Operation {

        @Override
        public String name() {
            return "many-parts";
        }

        @Override
        public Counts run(Batch batch) {
            batch.finding(finding("first"));
            for (int part = 0; part < PARTS; part++) {
                batch.write("level-001-%04d".formatted(part), Map.of("part", part));
            }
            batch.finding(finding("last"));
            return Counts.NONE;
        }

        private static Finding finding(String subject) {
            return new Finding("SEEN", Finding.Severity.INFO, "testcase", subject, null, null, "nothing to do");
        }
    }

    @Test
    void findings_may_come_until_the_end_however_many_parts_were_written_meanwhile() throws Exception {
        Worker worker = worker(Duration.ofSeconds(4), (connection, task) -> {}, new ManyParts());

        Outcome.Done done =
                done(worker.run(OperationCommands.look().operation("many-parts").ofService()));

        assertThat(done.parts()).containsEntry("findings", 2).containsEntry("level-001-*", PARTS);
        assertThat(done.findings()).containsEntry("SEEN", 2);
    }

    /** What a connector says to an operation of a service: the system's answer repeats the token that it was sent. */
    private record Echo(boolean fails) implements Operation {

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public Counts run(Batch batch) {
            String answer = "401 for Bearer " + Worker.SECRETS.get("old-token");
            if (fails) {
                throw new ConnectorException(
                        "REFUSED", FailureType.USER, answer, null, new IllegalStateException(answer));
            }
            batch.finding(new Finding("SEEN", Finding.Severity.ERROR, "testcase", "T1", null, answer, "Look at it."));
            return Counts.NONE;
        }
    }

    @Test
    void a_finding_loses_the_secrets_that_an_answer_repeats() throws Exception {
        OperationCommands echo = OperationCommands.look().operation("echo");

        done(worker(LEASE, (connection, task) -> {}, new Echo(false)).run(ofServiceOn(echo.command())));

        Manifest.Part findings = Manifests.read(store, echo.batch().manifestKey())
                .orElseThrow()
                .parts()
                .getFirst();
        List<Finding> found = new ArrayList<>();
        PartReader.forEach(store, findings, Finding.class, found::add);
        assertThat(found).singleElement().extracting(Finding::evidence).isEqualTo("401 for Bearer ***");
    }

    @Test
    void a_failure_loses_the_secrets_that_an_answer_repeats() throws Exception {
        Outcome.Failed failed = failed(
                worker(LEASE, (connection, task) -> {}, new Echo(true))
                        .run(ofServiceOn(
                                OperationCommands.look().operation("echo").command())),
                "REFUSED");

        assertThat(failed.message()).isEqualTo("401 for Bearer ***");
    }

    @Test
    void a_finding_that_waits_for_the_database_keeps_nothing_else_of_its_batch_waiting() throws Exception {
        SecretStore ofTheTable = database.secrets(Worker.secretsConfig(secrets.keyFile(), Optional.empty()));
        try (Worker worker = worker((connection, task) -> {});
                BatchRun run = new BatchRun(
                        OperationCommands.look().command(),
                        store,
                        new Connectors(ofTheTable, List.of(worker.connector)),
                        ofTheTable)) {
            Thread telling = Thread.ofPlatform().daemon().unstarted(() -> run.finding(ManyParts.finding("first")));
            telling.setUncaughtExceptionHandler((thread, e) -> {}); // the table is not there
            try (AutoCloseable noConnection = database.holdOtherConnections()) {
                telling.start();
                await().until(() -> telling.getState() == Thread.State.TIMED_WAITING);

                run.total("records", 1);
                assertThat(telling.isAlive()).as("it still waits").isTrue();
            }
            telling.join();
        }
    }

    /** The same, for a service that has both connections. */
    private static Command ofServiceOn(Command command) {
        return new Command(
                Command.VERSION,
                command.batch(),
                command.route(),
                command.attempt(),
                command.operation(),
                null,
                command.source(),
                command.target(),
                command.inputs(),
                command.options(),
                command.deadline());
    }
}
