package io.drover.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.spi.BatchSpec;
import io.drover.spi.Check;
import io.drover.spi.RecordSink;
import io.drover.spi.Source;
import io.drover.spi.Survey;
import io.drover.spi.SurveySink;
import io.drover.worker.MemoryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The slices of a survey, of which there may be very many, and whoever reads one of them. */
class SpecsTest {

    private static final int SLICES = 25;

    @Test
    void a_survey_cuts_its_slices_into_numbered_parts_and_tells_how_many_there_are() throws Exception {
        MemoryBatch batch = survey(10);

        assertThat(numbers(batch, "specs-testcase-0000")).isEqualTo(range(0, 10));
        assertThat(numbers(batch, "specs-testcase-0001")).isEqualTo(range(10, 20));
        assertThat(numbers(batch, "specs-testcase-0002")).isEqualTo(range(20, 25));
        assertThat(batch.parts()).doesNotContainKeys("specs-testcase", "specs-testcase-0003");
        assertThat(batch.totals()).containsEntry("specs-testcase", 25L).containsEntry("testcase", 250L);
    }

    @Test
    void for_a_coordinator_that_knows_of_no_numbered_parts_there_is_one() throws Exception {
        MemoryBatch batch = survey(0);

        assertThat(numbers(batch, "specs-testcase")).isEqualTo(range(0, 25));
        assertThat(batch.totals()).containsOnlyKeys("testcase");
    }

    @Test
    void an_extraction_reads_the_slice_of_its_number() throws Exception {
        Slices source = new Slices();
        MemoryBatch batch = new MemoryBatch(source, null)
                .input(
                        "specs",
                        IntStream.range(0, SLICES).mapToObj(Slices::spec).toList())
                .option("index", IntNode.valueOf(13));

        new ExtractOperation().run(batch);

        assertThat(source.read).containsExactly(13);
    }

    @Test
    void a_slice_that_nobody_planned_is_not_taken_for_an_empty_one() {
        MemoryBatch batch = new MemoryBatch(new Slices(), null)
                .input("specs", List.of(Slices.spec(0)))
                .option("index", IntNode.valueOf(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExtractOperation().run(batch))
                .withMessageContaining("no slice 1");
    }

    private static MemoryBatch survey(int specsPerPart) {
        MemoryBatch batch = new MemoryBatch(new Slices(), null)
                .option("batchSize", IntNode.valueOf(10))
                .option("kinds", JsonNodeFactory.instance.arrayNode().add("testcase"));
        if (specsPerPart > 0) {
            batch.option("specsPerPart", IntNode.valueOf(specsPerPart));
        }
        new SurveyOperation().run(batch);
        return batch;
    }

    private static List<Integer> numbers(MemoryBatch batch, String part) {
        return batch.part(part, BatchSpec.class).stream()
                .map(spec -> spec.cursor().path("slice").asInt())
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /** Plans slices of ten records and notes which are read. */
    private static final class Slices implements Source {

        private final List<Integer> read = new ArrayList<>();

        static BatchSpec spec(int number) {
            return new BatchSpec(
                    "testcase", JsonNodeFactory.instance.objectNode().put("slice", number), 10);
        }

        @Override
        public Check check() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Survey plan(List<String> entityTypes, int batchSize, SurveySink sink) {
            for (int slice = 0; slice < SLICES; slice++) {
                for (int i = 0; i < 10; i++) {
                    sink.listed("testcase", "T" + (slice * 10 + i));
                }
                sink.batch(spec(slice));
            }
            return new Survey(Map.of("testcase", 10L * SLICES), List.of());
        }

        @Override
        public Optional<BatchSpec> read(BatchSpec batch, RecordSink sink) {
            read.add(batch.cursor().path("slice").asInt());
            return Optional.empty();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
