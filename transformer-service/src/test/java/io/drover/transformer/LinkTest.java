package io.drover.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.contracts.Counts;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.MemoryBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

    private final MemoryBatch batch = new MemoryBatch();

    private static TargetStep step(String text) {
        return new TargetStep(text, "", null);
    }

    private static TargetStep call(String id) {
        return new TargetStep("", "", new Ref(TargetCase.TYPE, id).toNode());
    }

    private static Record testCase(String id, TargetStep... steps) {
        return new Record(TargetCase.TYPE, id, new TargetCase(id, "", "", null, Map.of(), List.of(steps)).toNode());
    }

    private static Record folder(String id, String parent) {
        return new Record(
                TargetModule.TYPE,
                id,
                new TargetModule(id, "Zephyr folder " + id, new Ref(TargetModule.TYPE, parent).toNode()).toNode());
    }

    private void link(List<String> plain, Record... linked) throws Exception {
        List<String> ids = new ArrayList<>(plain);
        for (Record record : linked) {
            ids.add(record.id());
        }
        batch.input("ids-000000", ids).input("linked-000000", List.of(linked));
        assertThat(new Link(Shipped.PATHS).run(batch)).isEqualTo(new Counts(linked.length, linked.length, 0, 0, 0, 0));
    }

    private Map<String, Integer> levels() {
        Map<String, Integer> levels = new HashMap<>();
        batch.parts().keySet().forEach(part -> batch.part(part, Record.class)
                .forEach(record -> levels.put(record.id(), Integer.parseInt(part.split("-", -1)[1]))));
        return levels;
    }

    private List<TargetStep> steps(String id) {
        return batch.parts().keySet().stream()
                .flatMap(part -> batch.part(part, Record.class).stream())
                .filter(record -> record.id().equals(id))
                .map(record -> TargetCase.of(record.body()).steps())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void callers_come_after_what_they_call() throws Exception {
        link(List.of("P"), testCase("C", call("B"), call("P")), testCase("B", call("A")), testCase("A", call("P")));

        assertThat(levels()).isEqualTo(Map.of("A", 1, "B", 2, "C", 3));
        assertThat(batch.findings()).isEmpty();
    }

    @Test
    void parts_hold_no_more_than_a_batch() throws Exception {
        batch.option("batchSize", JsonNodeFactory.instance.numberNode(2));
        link(List.of("P"), testCase("A", call("P")), testCase("B", call("P")), testCase("C", call("P")));

        assertThat(batch.parts()).containsOnlyKeys("level-001-0000", "level-001-0001");
        assertThat(batch.part("level-001-0000", Record.class)).hasSize(2);
    }

    @Test
    void however_deep_the_calls_are_every_level_is_written_whole() throws Exception {
        int depth = 20;
        List<Record> mixed = new ArrayList<>();
        for (int chain = 0; chain < 3; chain++) {
            for (int place = 0; place < depth; place++) {
                mixed.add(
                        testCase("c" + chain + "-" + place, call(place == 0 ? "P" : "c" + chain + "-" + (place - 1))));
            }
        }
        link(List.of("P"), mixed.toArray(Record[]::new));

        assertThat(levels()).hasSize(3 * depth);
        assertThat(batch.parts()).hasSize(depth);
        assertThat(levels()).containsEntry("c2-19", depth).containsEntry("c0-0", 1);
    }

    @Test
    void a_level_that_comes_seldom_is_not_pressed_out_by_one_with_many_parts() throws Exception {
        batch.option("batchSize", JsonNodeFactory.instance.numberNode(2));
        List<Record> mixed = new ArrayList<>();
        mixed.add(testCase("deep-1", call("P")));
        mixed.add(testCase("deep-2", call("deep-1")));
        for (int i = 0; i < 60; i++) {
            mixed.add(testCase("flat-" + i, call("P")));
        }
        mixed.add(testCase("deep-3", call("deep-1")));
        link(List.of("P"), mixed.toArray(Record[]::new));

        assertThat(batch.part("level-002-0000", Record.class))
                .extracting(Record::id)
                .containsExactly("deep-2", "deep-3");
    }

    @Test
    void several_batches_are_read_although_one_linked_nothing() throws Exception {
        batch.input("ids-000000", List.of("P"))
                .input("ids-000001", List.of("A"))
                .input("linked-000001", List.of(testCase("A", call("P"))));
        new Link(Shipped.PATHS).run(batch);

        assertThat(levels()).isEqualTo(Map.of("A", 1));
    }

    @Test
    void a_cycle_is_flattened_with_the_called_steps_in_place_of_the_calls() throws Exception {
        link(
                List.of("P"),
                testCase("A", step("a1"), call("B"), step("a2")),
                testCase("B", step("b1"), call("A"), call("P")),
                testCase("X", call("A")));

        assertThat(steps("A"))
                .containsExactly(
                        step("a1"),
                        step("b1"),
                        step("Call of test case A (not repeated here, since it leads back to this test case)"),
                        call("P"),
                        step("a2"));
        assertThat(steps("B"))
                .extracting(TargetStep::description)
                .containsExactly(
                        "b1",
                        "a1",
                        "Call of test case B (not repeated here, since it leads back to this test case)",
                        "a2",
                        "");
        assertThat(levels()).isEqualTo(Map.of("A", 1, "B", 1, "X", 2));
        assertThat(batch.codes()).containsExactly("CALL_CYCLE_FLATTENED", "CALL_CYCLE_FLATTENED");
    }

    @Test
    void a_case_that_calls_itself_names_itself() throws Exception {
        link(List.of(), testCase("A", step("a1"), call("A")));

        assertThat(steps("A").getLast().calls()).isNull();
        assertThat(batch.codes()).containsExactly("CALL_CYCLE_FLATTENED");
    }

    @Test
    void parameters_of_a_flattened_call_stay() throws Exception {
        TargetStep call = new TargetStep("Parameters: user = bob", "", new Ref(TargetCase.TYPE, "B").toNode());
        link(List.of(), testCase("A", call), testCase("B", step("b1"), call("A")));

        assertThat(steps("A").getFirst().description())
                .isEqualTo("Call of test case B (its steps follow)<br><br>Parameters: user = bob");
    }

    @Test
    void a_call_of_nothing_becomes_text() throws Exception {
        link(List.of(), testCase("A", step("a1"), call("GONE-T1")));

        assertThat(steps("A")).containsExactly(step("a1"), step("Call of test case GONE-T1 (which was not moved)"));
        assertThat(batch.codes()).containsExactly("CALLED_CASE_MISSING");
        assertThat(levels()).isEqualTo(Map.of("A", 1));
    }

    @Test
    void folders_without_their_parent_and_folders_in_circles_go_to_the_top() throws Exception {
        link(List.of("1"), folder("2", "1"), folder("3", "gone"), folder("4", "5"), folder("5", "4"), folder("6", "6"));

        assertThat(levels()).isEqualTo(Map.of("2", 1, "3", 1, "4", 1, "5", 2, "6", 1));
        assertThat(batch.findings())
                .extracting(Finding::code, Finding::subject)
                .containsExactlyInAnyOrder(
                        tuple("PARENT_FOLDER_MISSING", "3"),
                        tuple("FOLDER_CYCLE_BROKEN", "4"),
                        tuple("FOLDER_CYCLE_BROKEN", "6"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatever_calls_what_no_record_is_lost_and_each_refers_to_lower_levels_only(long seed) throws Exception {
        Random random = new Random(seed);
        List<Record> linked = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            List<TargetStep> steps = new ArrayList<>(List.of(step("own " + i)));
            for (int j = 0; j <= random.nextInt(2); j++) {
                int to = random.nextInt(160); // 120 to 139 are plain, the rest does not exist
                steps.add(call("T" + to));
            }
            linked.add(testCase("T" + i, steps.toArray(TargetStep[]::new)));
        }
        List<String> plain = IntStream.range(120, 140).mapToObj(i -> "T" + i).toList();
        link(plain, linked.toArray(Record[]::new));

        Map<String, Integer> levels = levels();
        assertThat(levels.keySet()).isEqualTo(linked.stream().map(Record::id).collect(Collectors.toSet()));
        Set<String> known = new HashSet<>(plain);
        batch.parts().keySet().stream()
                .sorted()
                .collect(Collectors.groupingBy(p -> p.substring(0, 9), TreeMap::new, Collectors.toList()))
                .values()
                .forEach(parts -> {
                    List<Record> level = parts.stream()
                            .flatMap(part -> batch.part(part, Record.class).stream())
                            .toList();
                    level.forEach(record -> assertThat(Ref.in(record.body()))
                            .extracting(Ref::id)
                            .isSubsetOf(known));
                    level.forEach(record -> known.add(record.id()));
                });
    }
}
