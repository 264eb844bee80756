package io.drover.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.MemoryBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallCirclesTest {

    /** As the path has it. */
    private static final int MOST_STEPS_OPENED = 2_000;

    private final MemoryBatch batch = new MemoryBatch();

    private static TargetStep step(String text) {
        return new TargetStep(text, "", null);
    }

    private static TargetStep call(String id) {
        return new TargetStep("", "", new Ref(TargetCase.TYPE, id).toNode());
    }

    private static Record testCase(String id, TargetStep... steps) {
        return new Record(TargetCase.TYPE, id, new TargetCase(id, "", "", null, Map.of(), List.of(steps), 5).toNode());
    }

    private void link(List<Record> linked, String... plain) throws Exception {
        List<String> ids = new ArrayList<>(List.of(plain));
        linked.forEach(record -> ids.add(record.id()));
        batch.input("ids-000000", ids).input("linked-000000", linked);
        new Link(Shipped.PATHS).run(batch);
    }

    private TargetCase linked(String id) {
        return batch.parts().keySet().stream()
                .flatMap(part -> batch.part(part, Record.class).stream())
                .filter(record -> record.id().equals(id))
                .map(record -> TargetCase.of(record.body()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_circle_of_three_is_opened_wholly() throws Exception {
        link(
                List.of(
                        testCase("A", step("a1"), call("B"), step("a2")),
                        testCase("B", step("b1"), call("C"), call("P"), step("b2")),
                        testCase("C", step("c1"), call("A"), step("c2"))),
                "P");

        assertThat(linked("A").steps())
                .containsExactly(
                        step("a1"),
                        step("b1"),
                        step("c1"),
                        step("Call of test case A (not repeated here, since it leads back to this test case)"),
                        step("c2"),
                        call("P"),
                        step("b2"),
                        step("a2"));
        assertThat(linked("A").order()).isEqualTo(5);
        assertThat(linked("C").steps())
                .extracting(TargetStep::description)
                .containsExactly(
                        "c1",
                        "a1",
                        "b1",
                        "Call of test case C (not repeated here, since it leads back to this test case)",
                        "",
                        "b2",
                        "a2",
                        "c2");
        assertThat(batch.codes()).containsOnly("CALL_CYCLE_FLATTENED").hasSize(3);
    }

    @Test
    void a_circle_within_the_called_steps_ends_where_it_would_repeat() throws Exception {
        link(List.of(
                testCase("A", call("B")),
                testCase("B", step("b"), call("C")),
                testCase("C", step("c"), call("B"), call("A"))));

        assertThat(linked("A").steps())
                .containsExactly(
                        step("b"),
                        step("c"),
                        step("Call of test case B (not repeated here, since this is within its steps)"),
                        step("Call of test case A (not repeated here, since it leads back to this test case)"));
    }

    @Test
    void what_two_calls_lead_to_is_opened_at_both() throws Exception {
        link(List.of(testCase("A", call("B"), call("B")), testCase("B", step("b"), call("A"))));

        assertThat(linked("A").steps())
                .hasSize(4)
                .extracting(TargetStep::description)
                .contains("b");
        assertThat(linked("A").steps().get(2)).isEqualTo(step("b"));
    }

    @Test
    void a_circle_in_which_each_calls_all_others_has_an_end() throws Exception {
        int size = 40;
        List<Record> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<TargetStep> steps = new ArrayList<>(List.of(step("own " + i)));
            for (int j = 0; j < size; j++) {
                steps.add(call("T" + j));
            }
            steps.add(step("last " + i));
            all.add(testCase("T" + i, steps.toArray(TargetStep[]::new)));
        }
        link(all);

        List<TargetStep> steps = linked("T0").steps();
        assertThat(steps).hasSizeBetween(1_000, MOST_STEPS_OPENED + size + 2);
        assertThat(steps).allMatch(step -> step.calls() == null);
        assertThat(steps.getFirst()).isEqualTo(step("own 0"));
        assertThat(steps.getLast()).isEqualTo(step("last 0"));
        assertThat(steps)
                .filteredOn(step -> step.description().endsWith("(not opened here, since the steps would be too many)"))
                .isNotEmpty();
        assertThat(batch.findings())
                .filteredOn(finding -> finding.code().equals("CALL_CYCLE_CUT"))
                .extracting(Finding::subject)
                .hasSize(size)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_circle_of_many_needs_no_deep_stack() throws Exception {
        int size = 3_000;
        List<Record> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(testCase("T" + i, call("T" + (i + 1) % size)));
        }
        batch.option("batchSize", JsonNodeFactory.instance.numberNode(size));
        link(all);

        assertThat(linked("T0").steps())
                .containsExactly(step("Call of test case T2001 (not opened here, since the steps would be too many)"));
    }

    @Test
    void texts_of_any_size_have_an_end() throws Exception {
        String large = "x".repeat(1_500_000);
        link(List.of(testCase("A", call("B"), call("B"), call("B")), testCase("B", step(large), call("A"))));

        assertThat(linked("A").steps().getFirst().description()).isEqualTo(large);
        assertThat(linked("A").steps().getLast())
                .isEqualTo(step("Call of test case B (not opened here, since the steps would be too many)"));
        assertThat(batch.codes()).contains("CALL_CYCLE_CUT");
    }

    @Test
    void a_case_that_was_not_moved_is_told_once_however_often_its_call_comes() throws Exception {
        link(List.of(
                testCase("A", call("GONE-T1"), call("B"), call("GONE-T1")), testCase("B", call("GONE-T1"), call("A"))));

        assertThat(batch.findings())
                .filteredOn(finding -> finding.code().equals("CALLED_CASE_MISSING"))
                .extracting(Finding::subject)
                .containsExactlyInAnyOrder("A", "B");
        assertThat(linked("A").steps()).allMatch(step -> step.calls() == null);
    }
}
