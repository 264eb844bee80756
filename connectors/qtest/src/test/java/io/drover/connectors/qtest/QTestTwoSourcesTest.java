package io.drover.connectors.qtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.spi.Connection;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sources that give the same keys to different records, into one project. */
class QTestTwoSourcesTest extends QTestTrial {

    private final Connection a = QTests.connection(sandbox, "aaaaaaaa");
    private final Connection b = QTests.connection(sandbox, "bbbbbbbb");

    private static Map<String, List<String>> find(
            Connection connection, boolean anywhere, String entityType, Record record) {
        try (Target target = QTests.open(connection)) {
            List<LoadItem> items = List.of(new LoadItem(record, null));
            return anywhere ? target.findAnywhere(entityType, items) : target.findByOrigin(entityType, items);
        }
    }

    @Test
    void a_test_case_is_found_by_its_own_source_only() {
        Record one = Samples.testCase("MM-T1", parentId);
        Located located = create(a, List.of(one)).loaded().getFirst();
        for (boolean anywhere : new boolean[] {true, false}) {
            assertThat(find(a, anywhere, TargetCase.TYPE, one)).isEqualTo(Map.of("MM-T1", List.of(located.targetId())));
            assertThat(find(b, anywhere, TargetCase.TYPE, one)).isEmpty();
            assertThat(find(connection(), anywhere, TargetCase.TYPE, one)).isEmpty();
        }
        assertThat(shown("MM-T1").path("source").asText()).isEqualTo("aaaaaaaa");
    }

    @Test
    void a_module_is_found_by_its_own_source_only() {
        Record one = Samples.module("7", "Seven", null);
        Located located = create(a, List.of(one)).loaded().getFirst();
        for (boolean anywhere : new boolean[] {true, false}) {
            assertThat(find(a, anywhere, TargetModule.TYPE, one)).isEqualTo(Map.of("7", List.of(located.targetId())));
            assertThat(find(b, anywhere, TargetModule.TYPE, one)).isEmpty();
            assertThat(find(connection(), anywhere, TargetModule.TYPE, one)).isEmpty();
        }
    }

    @Test
    void records_are_read_back_as_they_were_written_each_by_its_source() {
        List<Record> records = cases(3);
        List<Located> ofA = create(a, records).loaded();
        List<Located> ofB = create(b, records).loaded();

        assertThat(fetch(a, TargetCase.TYPE, ofA).records()).hasSize(3).allSatisfy(record -> assertThat(
                        TargetCase.of(record.body()).fields())
                .containsEntry("Zephyr Key", TextNode.valueOf(record.id())));
        assertThat(fetch(b, TargetCase.TYPE, ofB).records()).hasSize(3);

        List<Located> modules =
                create(a, List.of(Samples.module("7", "Seven", null))).loaded();
        assertThat(TargetModule.of(fetch(a, TargetModule.TYPE, modules)
                                .records()
                                .getFirst()
                                .body())
                        .origin())
                .isEqualTo("Zephyr folder 7");
    }

    @Test
    void what_an_earlier_release_wrote_is_found_anywhere_and_read_back_by_its_id_alone() {
        List<Record> records = cases(3);
        List<Located> unmarked = create(connection(), records).loaded();
        assertThat(find(a, true, TargetCase.TYPE, records.getFirst()))
                .isEqualTo(Map.of("MM-T1", List.of(targetId(unmarked, "MM-T1"))));
        assertThat(find(a, false, TargetCase.TYPE, records.getFirst()))
                .as("nothing that A can have left in doubt")
                .isEmpty();

        assertThat(fetch(a, TargetCase.TYPE, unmarked).records()).hasSize(3);
        List<Located> own = create(a, records).loaded();
        assertThat(fetch(a, TargetCase.TYPE, own).records()).hasSize(3);
        assertThat(find(a, true, TargetCase.TYPE, records.getFirst()))
                .isEqualTo(Map.of("MM-T1", List.of(targetId(own, "MM-T1"))));
    }

    @Test
    void what_an_earlier_release_wrote_is_found_in_its_module_where_qtest_does_not_understand_the_question() {
        List<Record> records = cases(3);
        List<Located> unmarked = create(connection(), records).loaded();
        odd("{\"method\":\"POST\",\"path\":\"/search$\",\"in\":\" in (\",\"status\":400,\"text\":\"{}\"}");
        for (Record record : records) {
            assertThat(find(a, true, TargetCase.TYPE, record))
                    .isEqualTo(Map.of(record.id(), List.of(targetId(unmarked, record.id()))));
        }
        assertThat(odds()).isEqualTo(6);
        List<Located> own = create(a, records).loaded();
        assertThat(find(a, true, TargetCase.TYPE, records.getFirst()))
                .isEqualTo(Map.of("MM-T1", List.of(targetId(own, "MM-T1"))));
        assertThat(find(b, true, TargetCase.TYPE, records.getFirst()))
                .isEqualTo(Map.of("MM-T1", List.of(targetId(unmarked, "MM-T1"))));
    }

    @Test
    void what_an_earlier_release_wrote_is_found_in_its_module_where_the_search_holds_it_back() {
        Record one = Samples.testCase("MM-T1", parentId);
        Located unmarked = create(connection(), List.of(one)).loaded().getFirst();
        odd("{\"method\":\"POST\",\"path\":\"/search$\",\"in\":\"'MM-T1'\",\"status\":200,"
                + "\"text\":\"{\\\"total\\\":1,\\\"items\\\":[]}\"}");
        assertThat(find(a, true, TargetCase.TYPE, one)).isEqualTo(Map.of("MM-T1", List.of(unmarked.targetId())));
        assertThat(odds()).isPositive();
    }
}
