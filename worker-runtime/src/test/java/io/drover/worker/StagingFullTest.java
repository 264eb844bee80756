package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.Outcome;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.staging.DirectoryStore;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit above what the disk has left stands for a disk that is full. */
class StagingFullTest extends OperationsContract {

    private static final Duration LEASE = Duration.ofSeconds(4);

    @Test
    void a_batch_is_not_begun_without_room_and_the_failure_says_what_to_do(@TempDir Path directory) throws Exception {
        try (Worker worker = worker(directory, 2, (connection, task) -> {})) {
            Outcome.Failed failed = failed(worker.run(OperationCommands.look().command()), "STAGING_FULL");

            assertThat(failed.type()).isEqualTo(Outcome.FailureType.RESOURCES);
            assertThat(failed.message()).contains(directory.toRealPath().toString(), "are free", "Remove directories");
            assertThat(worker.connector.runs).hasValue(0);
        }
    }

    @Test
    void what_destroys_is_not_begun_either_and_leaves_no_mark(@TempDir Path directory) throws Exception {
        OperationCommands wipe = OperationCommands.wipe().permit(Instant.now().plusSeconds(600), Map.of());
        try (Worker worker = worker(directory, 2, (connection, task) -> {})) {
            failed(worker.run(wipe.command()), "STAGING_FULL");
            assertThat(worker.connector.runs).hasValue(0);
        }
        try (Worker worker = worker(directory, 0, (connection, task) -> {})) {
            done(worker.run(wipe.command()));
        }
    }

    @Test
    void that_something_destructive_was_sent_does_not_hide_behind_a_full_disk(@TempDir Path directory)
            throws Exception {
        OperationCommands wipe = OperationCommands.wipe().permit(Instant.now().plusSeconds(600), Map.of());
        try (Worker dying = worker(directory, 0, (connection, task) -> {
            throw new ConnectorException("LOST", FailureType.EXTERNAL, "nobody knows");
        })) {
            failed(dying.run(wipe.command()), "LOST");
        }
        try (Worker worker = worker(directory, 2, (connection, task) -> {})) {
            failed(worker.run(wipe.command()), "INTERRUPTED");
        }
    }

    @Test
    void a_disk_that_fills_up_at_work_is_told_whatever_the_connector_made_of_it(@TempDir Path directory)
            throws Exception {
        // Begins with room, as far as it asks, and finds none for its file.
        try (Worker worker = worker(directory, 0, (connection, task) -> {
            try {
                full(directory).create("dump").write(1);
            } catch (IOException e) {
                throw new ConnectorException("DUMP_BROKEN", FailureType.EXTERNAL, "The dump broke off.", null, e);
            }
        })) {
            Outcome.Failed failed = failed(worker.run(OperationCommands.look().command()), "STAGING_FULL");

            assertThat(failed.message()).startsWith("The dump broke off. ").contains("are free");
        }
    }

    private Worker worker(Path directory, int timesWhatIsFree, ProbeConnector.Deed deed) throws IOException {
        return new Worker(database, store(directory, timesWhatIsFree), secrets, LEASE, deed);
    }

    private static StagingStore full(Path directory) throws IOException {
        return store(directory, 8);
    }

    private static StagingStore store(Path directory, int timesWhatIsFree) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        return DirectoryStore.open(directory, new DirectoryStore.Durability(false, false), timesWhatIsFree * free);
    }
}
