package io.drover.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.contracts.Along;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.contracts.Phase;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.worker.MemoryBatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What comes by the records of a batch is another step's, and so are its books. */
class EmittedRecordsTest {

    private final MemoryBatch batch = new MemoryBatch().commanded(command(List.of("comment")));
    private final ExtractedRecords sink = new ExtractedRecords(batch, "testcase", Set.of());

    private static Command command(List<String> emits) {
        return new Command(
                Command.VERSION,
                new BatchId("e1", "testcases", Phase.EXTRACT, 0),
                "route",
                1,
                "extract",
                "testcase",
                null,
                null,
                Map.of(),
                JsonNodeFactory.instance.objectNode(),
                Instant.EPOCH,
                null,
                null,
                null,
                0,
                new Along(false, emits, false));
    }

    private static Record record(String entityType, String id) {
        return new Record(entityType, id, JsonNodeFactory.instance.objectNode());
    }

    private static Finding lost(String entityType, String id) {
        return new Finding("RECORD_UNREADABLE", Finding.Severity.ERROR, entityType, id, null, null, "look at it");
    }

    @Test
    void it_is_kept_apart_and_not_counted_with_those_it_came_by() {
        sink.record(record("testcase", "T1"));
        sink.record(record("comment", "C1"));
        sink.record(record("comment", "C2"));

        assertThat(sink.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(batch.part("records", Record.class)).extracting(Record::id).containsExactly("T1");
        assertThat(batch.part("emitted-comment", Record.class))
                .extracting(Record::id)
                .containsExactly("C1", "C2");
    }

    @Test
    void what_cannot_be_read_of_it_is_rejected_by_the_step_that_moves_it() {
        sink.finding(lost("comment", "C1"));
        sink.finding(lost("testcase", "T1"));

        assertThat(sink.counts()).isEqualTo(new Counts(1, 0, 0, 1, 0, 0));
        assertThat(batch.part("lost", LostRecord.class)).containsExactly(new LostRecord("comment", "C1"));
        assertThat(batch.codes()).containsExactly("RECORD_UNREADABLE", "RECORD_UNREADABLE");
    }

    @Test
    void what_no_step_moves_is_told_once() {
        sink.record(record("link", "L1"));
        sink.record(record("link", "L2"));

        assertThat(sink.counts()).isEqualTo(Counts.NONE);
        assertThat(batch.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("EMITTED_NOT_MOVED");
            assertThat(finding.subject()).isEqualTo("L1");
        });
    }
}
