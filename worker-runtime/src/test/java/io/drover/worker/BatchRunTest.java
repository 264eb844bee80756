package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.spi.Finding;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operation of a service leaves on the staging store. */
class BatchRunTest extends OperationsContract {

    private static final int PARTS = 3 * BatchRun.MAX_OPEN_PARTS;

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
}
